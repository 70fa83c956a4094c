-- AlterTable
ALTER TABLE "PriceAlert" ADD COLUMN "toldOn" TEXT;

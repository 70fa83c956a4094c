-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "stopAsked" BOOLEAN NOT NULL DEFAULT false;

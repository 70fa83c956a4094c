-- AlterTable
ALTER TABLE "EveningQuestion" ADD COLUMN     "takenBack" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Exam" ADD COLUMN "tellsGroups" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Exam" ADD COLUMN "announcedAt" DATETIME;
ALTER TABLE "Exam" ADD COLUMN "closedAt" DATETIME;

-- Their people were promised the news when they were set.
UPDATE "Exam" SET "announcedAt" = "createdAt";

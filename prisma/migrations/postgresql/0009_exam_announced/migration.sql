-- AlterTable
ALTER TABLE "Exam" ADD COLUMN     "announcedAt" TIMESTAMP(3),
ADD COLUMN     "closedAt" TIMESTAMP(3),
ADD COLUMN     "tellsGroups" BOOLEAN NOT NULL DEFAULT false;

-- Their people were promised the news when they were set.
UPDATE "Exam" SET "announcedAt" = "createdAt";

-- CreateEnum
CREATE TYPE "NoticeKind" AS ENUM ('study', 'policy', 'farm', 'price', 'job', 'training', 'affairs', 'event', 'emergency');

-- CreateEnum
CREATE TYPE "IssueState" AS ENUM ('running', 'stopped', 'done');

-- CreateTable
CREATE TABLE "Notice" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "authorId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "groups" BOOLEAN NOT NULL,
    "people" BOOLEAN NOT NULL,
    "role" "Role",
    "text" TEXT NOT NULL,
    "mediaKind" TEXT,
    "fileId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeIssue" (
    "id" SERIAL NOT NULL,
    "noticeId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "state" "IssueState" NOT NULL,
    "late" BOOLEAN NOT NULL,
    "groups" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "told" TEXT NOT NULL DEFAULT '',
    "recalledAt" TIMESTAMP(3),

    CONSTRAINT "NoticeIssue_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Notice_key_key" ON "Notice"("key");

-- CreateIndex
CREATE INDEX "Notice_unitId_idx" ON "Notice"("unitId");

-- CreateIndex
CREATE INDEX "NoticeIssue_state_idx" ON "NoticeIssue"("state");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeIssue_noticeId_at_key" ON "NoticeIssue"("noticeId", "at");

-- AddForeignKey
ALTER TABLE "NoticeIssue" ADD CONSTRAINT "NoticeIssue_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "Notice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "authorId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "groups" BOOLEAN NOT NULL,
    "people" BOOLEAN NOT NULL,
    "role" TEXT,
    "text" TEXT NOT NULL,
    "mediaKind" TEXT,
    "fileId" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "NoticeIssue" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "noticeId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "state" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL,
    "groups" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "told" TEXT NOT NULL DEFAULT '',
    "recalledAt" DATETIME,
    CONSTRAINT "NoticeIssue_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Notice_key_key" ON "Notice"("key");

-- CreateIndex
CREATE INDEX "Notice_unitId_idx" ON "Notice"("unitId");

-- CreateIndex
CREATE INDEX "NoticeIssue_state_idx" ON "NoticeIssue"("state");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeIssue_noticeId_at_key" ON "NoticeIssue"("noticeId", "at");

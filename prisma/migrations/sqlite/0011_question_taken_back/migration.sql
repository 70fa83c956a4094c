-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_EveningQuestion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "eveningId" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "questionId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "pollId" TEXT,
    "askedAt" DATETIME,
    "closedAt" DATETIME,
    "skippedWhy" TEXT,
    "takenBack" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "EveningQuestion_eveningId_fkey" FOREIGN KEY ("eveningId") REFERENCES "QuizEvening" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_EveningQuestion" ("askedAt", "closedAt", "eveningId", "id", "place", "pollId", "questionId", "skippedWhy", "state", "version") SELECT "askedAt", "closedAt", "eveningId", "id", "place", "pollId", "questionId", "skippedWhy", "state", "version" FROM "EveningQuestion";
DROP TABLE "EveningQuestion";
ALTER TABLE "new_EveningQuestion" RENAME TO "EveningQuestion";
CREATE UNIQUE INDEX "EveningQuestion_pollId_key" ON "EveningQuestion"("pollId");
CREATE UNIQUE INDEX "EveningQuestion_eveningId_place_key" ON "EveningQuestion"("eveningId", "place");
CREATE UNIQUE INDEX "EveningQuestion_eveningId_questionId_key" ON "EveningQuestion"("eveningId", "questionId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

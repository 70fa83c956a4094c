-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "batch" TEXT NOT NULL,
    "contentId" INTEGER NOT NULL,
    "chatId" INTEGER NOT NULL,
    "lane" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "notBefore" DATETIME NOT NULL,
    "expiresAt" DATETIME,
    "quiet" BOOLEAN NOT NULL DEFAULT false,
    "whenInDoubt" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "repeated" BOOLEAN NOT NULL DEFAULT false,
    "stopAsked" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "messageIds" TEXT,
    "pollId" TEXT,
    "claimEpoch" INTEGER,
    "claimedAt" DATETIME,
    "sentAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Delivery_contentId_fkey" FOREIGN KEY ("contentId") REFERENCES "Content" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Delivery_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Delivery" ("attempts", "batch", "chatId", "claimEpoch", "claimedAt", "contentId", "createdAt", "expiresAt", "id", "key", "lane", "messageIds", "notBefore", "pollId", "quiet", "reason", "repeated", "sentAt", "state", "whenInDoubt") SELECT "attempts", "batch", "chatId", "claimEpoch", "claimedAt", "contentId", "createdAt", "expiresAt", "id", "key", "lane", "messageIds", "notBefore", "pollId", "quiet", "reason", "repeated", "sentAt", "state", "whenInDoubt" FROM "Delivery";
DROP TABLE "Delivery";
ALTER TABLE "new_Delivery" RENAME TO "Delivery";
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery"("key");
CREATE INDEX "Delivery_state_lane_notBefore_id_idx" ON "Delivery"("state", "lane", "notBefore", "id");
CREATE INDEX "Delivery_batch_state_idx" ON "Delivery"("batch", "state");
CREATE INDEX "Delivery_chatId_state_idx" ON "Delivery"("chatId", "state");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

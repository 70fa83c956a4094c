-- CreateTable
CREATE TABLE "PriceSeries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "market" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "unit" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Quote" (
    "seriesId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "low" INTEGER,
    "average" INTEGER,
    "high" INTEGER,
    "importId" INTEGER NOT NULL,

    PRIMARY KEY ("seriesId", "day"),
    CONSTRAINT "Quote_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "PriceSeries" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "QuoteRevision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "seriesId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "low" INTEGER,
    "average" INTEGER,
    "high" INTEGER,
    "importId" INTEGER NOT NULL,
    "replacedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "WaitingQuote" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "importId" INTEGER NOT NULL,
    "seriesId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "low" INTEGER,
    "average" INTEGER,
    "high" INTEGER,
    "line" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decidedById" INTEGER,
    CONSTRAINT "WaitingQuote_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "PriceSeries" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PriceImport" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "fileName" TEXT NOT NULL,
    "importedBy" INTEGER,
    "importedAt" DATETIME NOT NULL,
    "rows" INTEGER NOT NULL,
    "news" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "corrected" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "PriceAlert" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "seriesId" INTEGER NOT NULL,
    "above" BOOLEAN NOT NULL,
    "fen" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastToldDay" TEXT,
    "endedAt" DATETIME,
    CONSTRAINT "PriceAlert_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "PriceSeries" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PriceDigest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "unitId" INTEGER NOT NULL,
    "authorId" INTEGER NOT NULL,
    "names" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "PriceSeries_name_idx" ON "PriceSeries"("name");

-- CreateIndex
CREATE UNIQUE INDEX "PriceSeries_market_name_grade_origin_unit_key" ON "PriceSeries"("market", "name", "grade", "origin", "unit");

-- CreateIndex
CREATE INDEX "Quote_day_idx" ON "Quote"("day");

-- CreateIndex
CREATE INDEX "WaitingQuote_state_idx" ON "WaitingQuote"("state");

-- CreateIndex
CREATE INDEX "WaitingQuote_seriesId_day_idx" ON "WaitingQuote"("seriesId", "day");

-- CreateIndex
CREATE INDEX "PriceAlert_endedAt_idx" ON "PriceAlert"("endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "PriceAlert_personId_seriesId_above_key" ON "PriceAlert"("personId", "seriesId", "above");

-- CreateIndex
CREATE UNIQUE INDEX "PriceDigest_key_key" ON "PriceDigest"("key");

-- CreateIndex
CREATE INDEX "PriceDigest_unitId_idx" ON "PriceDigest"("unitId");

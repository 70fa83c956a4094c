-- CreateEnum
CREATE TYPE "WaitingState" AS ENUM ('open', 'taken', 'dropped');

-- CreateTable
CREATE TABLE "PriceSeries" (
    "id" SERIAL NOT NULL,
    "market" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "unit" TEXT NOT NULL,

    CONSTRAINT "PriceSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Quote" (
    "seriesId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "low" INTEGER,
    "average" INTEGER,
    "high" INTEGER,
    "importId" INTEGER NOT NULL,

    CONSTRAINT "Quote_pkey" PRIMARY KEY ("seriesId","day")
);

-- CreateTable
CREATE TABLE "QuoteRevision" (
    "id" SERIAL NOT NULL,
    "seriesId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "low" INTEGER,
    "average" INTEGER,
    "high" INTEGER,
    "importId" INTEGER NOT NULL,
    "replacedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuoteRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WaitingQuote" (
    "id" SERIAL NOT NULL,
    "importId" INTEGER NOT NULL,
    "seriesId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "low" INTEGER,
    "average" INTEGER,
    "high" INTEGER,
    "line" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "WaitingState" NOT NULL,
    "decidedById" INTEGER,

    CONSTRAINT "WaitingQuote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PriceImport" (
    "id" SERIAL NOT NULL,
    "fileName" TEXT NOT NULL,
    "importedBy" INTEGER,
    "importedAt" TIMESTAMP(3) NOT NULL,
    "rows" INTEGER NOT NULL,
    "news" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "corrected" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,

    CONSTRAINT "PriceImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PriceAlert" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "seriesId" INTEGER NOT NULL,
    "above" BOOLEAN NOT NULL,
    "fen" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastToldDay" TEXT,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "PriceAlert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PriceDigest" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "unitId" INTEGER NOT NULL,
    "authorId" INTEGER NOT NULL,
    "names" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PriceDigest_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "PriceSeries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WaitingQuote" ADD CONSTRAINT "WaitingQuote_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "PriceSeries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PriceAlert" ADD CONSTRAINT "PriceAlert_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "PriceSeries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

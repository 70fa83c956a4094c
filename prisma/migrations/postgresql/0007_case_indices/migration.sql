-- CreateIndex
CREATE INDEX "Case_filedById_idx" ON "Case"("filedById");

-- CreateIndex
CREATE INDEX "CaseEntry_partyId_idx" ON "CaseEntry"("partyId");

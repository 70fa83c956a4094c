-- CreateTable
CREATE TABLE "Deputy" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "deputyId" INTEGER NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "grantedById" INTEGER NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "isWorked" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "isByHand" BOOLEAN NOT NULL,
    "notedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CalendarYear" (
    "year" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "notedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Case" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "privacy" TEXT NOT NULL,
    "wayIn" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "unitId" INTEGER NOT NULL,
    "handlingUnitId" INTEGER NOT NULL,
    "reporterMark" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "filedById" INTEGER,
    "intakeId" INTEGER,
    "leadId" INTEGER,
    "handlerId" INTEGER,
    "aboutId" INTEGER,
    "joinedToId" INTEGER,
    "place" TEXT,
    "outcome" TEXT,
    "score" INTEGER,
    "disputes" INTEGER NOT NULL DEFAULT 0,
    "reopened" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME,
    "filedAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    "closedAt" DATETIME,
    "erasedAt" DATETIME,
    CONSTRAINT "Case_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Case_handlingUnitId_fkey" FOREIGN KEY ("handlingUnitId") REFERENCES "Unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Case_joinedToId_fkey" FOREIGN KEY ("joinedToId") REFERENCES "Case" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseIdentity" (
    "caseId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sealed" TEXT NOT NULL,
    CONSTRAINT "CaseIdentity_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "partyId" INTEGER,
    "authorId" INTEGER,
    "body" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "CaseEntry_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CaseEntry_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "CaseParty" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseFile" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "entryId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "mime" TEXT,
    "size" INTEGER,
    "state" TEXT NOT NULL,
    "sha256" TEXT,
    "keptAs" TEXT,
    "reason" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextAt" DATETIME,
    CONSTRAINT "CaseFile_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "CaseEntry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "byId" INTEGER,
    "actor" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "note" TEXT,
    "noteHash" TEXT,
    "hash" TEXT NOT NULL,
    CONSTRAINT "CaseEvent_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseClock" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "amount" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "pauses" TEXT NOT NULL DEFAULT '[]',
    "pausedAt" DATETIME,
    "dueAt" DATETIME NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "extendedAt" DATETIME,
    "pushedAt" DATETIME,
    "marksDone" INTEGER NOT NULL DEFAULT 0,
    "nextAt" DATETIME,
    "stoppedAt" DATETIME,
    CONSTRAINT "CaseClock_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseTerm" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "amount" INTEGER NOT NULL,
    "changedById" INTEGER,
    "changedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CaseSupervision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "endedById" INTEGER,
    "endedAt" DATETIME,
    CONSTRAINT "CaseSupervision_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseUnsealing" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "askedById" INTEGER NOT NULL,
    "askedUnitId" INTEGER NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "agreedById" INTEGER,
    "agreedUnitId" INTEGER,
    "agreedAt" DATETIME,
    "refusedAt" DATETIME,
    CONSTRAINT "CaseUnsealing_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseParty" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" INTEGER NOT NULL,
    "alias" TEXT NOT NULL,
    "inviteHash" TEXT,
    "expiresAt" DATETIME,
    "mark" TEXT,
    "sealed" TEXT,
    "joinedAt" DATETIME,
    CONSTRAINT "CaseParty_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseMediation" (
    "caseId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "mediatorId" INTEGER NOT NULL,
    "declaredAt" DATETIME NOT NULL,
    "agreement" TEXT,
    "spokenFileId" TEXT,
    "writtenAt" DATETIME,
    "reporterAgreedAt" DATETIME,
    "partyAgreedAt" DATETIME,
    "agreedAt" DATETIME,
    CONSTRAINT "CaseMediation_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseMeeting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "place" TEXT NOT NULL,
    "cancelledAt" DATETIME,
    "reminded" INTEGER NOT NULL DEFAULT 0,
    "nextAt" DATETIME,
    CONSTRAINT "CaseMeeting_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CasePromise" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" INTEGER NOT NULL,
    "days" INTEGER NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "askedAt" DATETIME,
    "brokenAt" DATETIME,
    "answeredAt" DATETIME,
    CONSTRAINT "CasePromise_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Sweep" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "authorId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SweepRound" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sweepId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "SweepRound_sweepId_fkey" FOREIGN KEY ("sweepId") REFERENCES "Sweep" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SweepAnswer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "roundId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "officerId" INTEGER NOT NULL,
    "deputyId" INTEGER,
    "word" TEXT,
    "answeredById" INTEGER,
    "answeredAt" DATETIME,
    "nextAt" DATETIME,
    CONSTRAINT "SweepAnswer_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "SweepRound" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseBulletin" (
    "unitId" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "publishedAt" DATETIME NOT NULL,

    PRIMARY KEY ("unitId", "month")
);

-- CreateIndex
CREATE INDEX "Deputy_personId_endedAt_idx" ON "Deputy"("personId", "endedAt");

-- CreateIndex
CREATE INDEX "Deputy_deputyId_endedAt_idx" ON "Deputy"("deputyId", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Case_key_key" ON "Case"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Case_number_key" ON "Case"("number");

-- CreateIndex
CREATE INDEX "Case_reporterMark_idx" ON "Case"("reporterMark");

-- CreateIndex
CREATE INDEX "Case_handlingUnitId_state_idx" ON "Case"("handlingUnitId", "state");

-- CreateIndex
CREATE INDEX "Case_unitId_kind_filedAt_idx" ON "Case"("unitId", "kind", "filedAt");

-- CreateIndex
CREATE INDEX "Case_handlerId_state_idx" ON "Case"("handlerId", "state");

-- CreateIndex
CREATE INDEX "Case_leadId_state_idx" ON "Case"("leadId", "state");

-- CreateIndex
CREATE INDEX "Case_aboutId_idx" ON "Case"("aboutId");

-- CreateIndex
CREATE INDEX "Case_joinedToId_idx" ON "Case"("joinedToId");

-- CreateIndex
CREATE INDEX "Case_state_dueAt_idx" ON "Case"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Case_filedAt_idx" ON "Case"("filedAt");

-- CreateIndex
CREATE UNIQUE INDEX "CaseEntry_key_key" ON "CaseEntry"("key");

-- CreateIndex
CREATE INDEX "CaseEntry_caseId_id_idx" ON "CaseEntry"("caseId", "id");

-- CreateIndex
CREATE INDEX "CaseFile_state_nextAt_idx" ON "CaseFile"("state", "nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "CaseFile_entryId_position_key" ON "CaseFile"("entryId", "position");

-- CreateIndex
CREATE INDEX "CaseEvent_what_at_idx" ON "CaseEvent"("what", "at");

-- CreateIndex
CREATE UNIQUE INDEX "CaseEvent_caseId_seq_key" ON "CaseEvent"("caseId", "seq");

-- CreateIndex
CREATE INDEX "CaseClock_nextAt_idx" ON "CaseClock"("nextAt");

-- CreateIndex
CREATE INDEX "CaseClock_caseId_stoppedAt_idx" ON "CaseClock"("caseId", "stoppedAt");

-- CreateIndex
CREATE INDEX "CaseClock_startedAt_idx" ON "CaseClock"("startedAt");

-- CreateIndex
CREATE INDEX "CaseSupervision_caseId_idx" ON "CaseSupervision"("caseId");

-- CreateIndex
CREATE INDEX "CaseSupervision_endedAt_idx" ON "CaseSupervision"("endedAt");

-- CreateIndex
CREATE INDEX "CaseUnsealing_caseId_idx" ON "CaseUnsealing"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "CaseParty_inviteHash_key" ON "CaseParty"("inviteHash");

-- CreateIndex
CREATE INDEX "CaseParty_mark_idx" ON "CaseParty"("mark");

-- CreateIndex
CREATE INDEX "CaseParty_caseId_idx" ON "CaseParty"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "CaseMeeting_key_key" ON "CaseMeeting"("key");

-- CreateIndex
CREATE INDEX "CaseMeeting_nextAt_idx" ON "CaseMeeting"("nextAt");

-- CreateIndex
CREATE INDEX "CaseMeeting_caseId_idx" ON "CaseMeeting"("caseId");

-- CreateIndex
CREATE INDEX "CasePromise_askedAt_dueAt_idx" ON "CasePromise"("askedAt", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "CasePromise_caseId_days_key" ON "CasePromise"("caseId", "days");

-- CreateIndex
CREATE UNIQUE INDEX "Sweep_key_key" ON "Sweep"("key");

-- CreateIndex
CREATE UNIQUE INDEX "SweepRound_sweepId_at_key" ON "SweepRound"("sweepId", "at");

-- CreateIndex
CREATE INDEX "SweepAnswer_nextAt_idx" ON "SweepAnswer"("nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "SweepAnswer_roundId_unitId_officerId_key" ON "SweepAnswer"("roundId", "unitId", "officerId");

-- CreateEnum
CREATE TYPE "CaseUrgency" AS ENUM ('usual', 'urgent', 'danger');

-- CreateEnum
CREATE TYPE "CasePrivacy" AS ENUM ('named', 'confidential', 'sealed');

-- CreateEnum
CREATE TYPE "CaseWayIn" AS ENUM ('self', 'visit', 'phone', 'paper');

-- CreateEnum
CREATE TYPE "CaseState" AS ENUM ('filed', 'redirected', 'declined', 'accepted', 'assigned', 'working', 'waiting', 'handled', 'disputed', 'closed', 'withdrawn');

-- CreateEnum
CREATE TYPE "CaseOutcome" AS ENUM ('solved', 'partly', 'impossible', 'settled', 'withdrawn');

-- CreateEnum
CREATE TYPE "CaseEntryKind" AS ENUM ('told', 'answer', 'note');

-- CreateEnum
CREATE TYPE "CaseFileState" AS ENUM ('waiting', 'kept', 'refused', 'erased');

-- CreateEnum
CREATE TYPE "SweepWord" AS ENUM ('nothing', 'something');

-- CreateTable
CREATE TABLE "Deputy" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "deputyId" INTEGER NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "grantedById" INTEGER NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Deputy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "day" TEXT NOT NULL,
    "isWorked" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "isByHand" BOOLEAN NOT NULL,
    "notedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "CalendarYear" (
    "year" INTEGER NOT NULL,
    "notedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CalendarYear_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "Case" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "urgency" "CaseUrgency" NOT NULL,
    "privacy" "CasePrivacy" NOT NULL,
    "wayIn" "CaseWayIn" NOT NULL,
    "state" "CaseState" NOT NULL,
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
    "outcome" "CaseOutcome",
    "score" INTEGER,
    "disputes" INTEGER NOT NULL DEFAULT 0,
    "reopened" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3),
    "filedAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "erasedAt" TIMESTAMP(3),

    CONSTRAINT "Case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseIdentity" (
    "caseId" INTEGER NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "CaseIdentity_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "CaseEntry" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "kind" "CaseEntryKind" NOT NULL,
    "partyId" INTEGER,
    "authorId" INTEGER,
    "body" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CaseEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseFile" (
    "id" SERIAL NOT NULL,
    "entryId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "mime" TEXT,
    "size" INTEGER,
    "state" "CaseFileState" NOT NULL,
    "sha256" TEXT,
    "keptAs" TEXT,
    "reason" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMP(3),

    CONSTRAINT "CaseFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseEvent" (
    "id" SERIAL NOT NULL,
    "caseId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "byId" INTEGER,
    "actor" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "note" TEXT,
    "noteHash" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "CaseEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseClock" (
    "id" SERIAL NOT NULL,
    "caseId" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "amount" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "pauses" TEXT NOT NULL DEFAULT '[]',
    "pausedAt" TIMESTAMP(3),
    "dueAt" TIMESTAMP(3) NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "extendedAt" TIMESTAMP(3),
    "pushedAt" TIMESTAMP(3),
    "marksDone" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMP(3),
    "stoppedAt" TIMESTAMP(3),

    CONSTRAINT "CaseClock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseTerm" (
    "name" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "changedById" INTEGER,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CaseTerm_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "CaseSupervision" (
    "id" SERIAL NOT NULL,
    "caseId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "byId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "endedById" INTEGER,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "CaseSupervision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseUnsealing" (
    "id" SERIAL NOT NULL,
    "caseId" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "askedById" INTEGER NOT NULL,
    "askedUnitId" INTEGER NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "agreedById" INTEGER,
    "agreedUnitId" INTEGER,
    "agreedAt" TIMESTAMP(3),
    "refusedAt" TIMESTAMP(3),

    CONSTRAINT "CaseUnsealing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseParty" (
    "id" SERIAL NOT NULL,
    "caseId" INTEGER NOT NULL,
    "alias" TEXT NOT NULL,
    "inviteHash" TEXT,
    "expiresAt" TIMESTAMP(3),
    "mark" TEXT,
    "sealed" TEXT,
    "joinedAt" TIMESTAMP(3),

    CONSTRAINT "CaseParty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseMediation" (
    "caseId" INTEGER NOT NULL,
    "mediatorId" INTEGER NOT NULL,
    "declaredAt" TIMESTAMP(3) NOT NULL,
    "agreement" TEXT,
    "spokenFileId" TEXT,
    "writtenAt" TIMESTAMP(3),
    "reporterAgreedAt" TIMESTAMP(3),
    "partyAgreedAt" TIMESTAMP(3),
    "agreedAt" TIMESTAMP(3),

    CONSTRAINT "CaseMediation_pkey" PRIMARY KEY ("caseId")
);

-- CreateTable
CREATE TABLE "CaseMeeting" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "place" TEXT NOT NULL,
    "cancelledAt" TIMESTAMP(3),
    "reminded" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMP(3),

    CONSTRAINT "CaseMeeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CasePromise" (
    "id" SERIAL NOT NULL,
    "caseId" INTEGER NOT NULL,
    "days" INTEGER NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "askedAt" TIMESTAMP(3),
    "brokenAt" TIMESTAMP(3),
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "CasePromise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sweep" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "authorId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Sweep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SweepRound" (
    "id" SERIAL NOT NULL,
    "sweepId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SweepRound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SweepAnswer" (
    "id" SERIAL NOT NULL,
    "roundId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "officerId" INTEGER NOT NULL,
    "deputyId" INTEGER,
    "word" "SweepWord",
    "answeredById" INTEGER,
    "answeredAt" TIMESTAMP(3),
    "nextAt" TIMESTAMP(3),

    CONSTRAINT "SweepAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseBulletin" (
    "unitId" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CaseBulletin_pkey" PRIMARY KEY ("unitId","month")
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

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_handlingUnitId_fkey" FOREIGN KEY ("handlingUnitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Case" ADD CONSTRAINT "Case_joinedToId_fkey" FOREIGN KEY ("joinedToId") REFERENCES "Case"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseIdentity" ADD CONSTRAINT "CaseIdentity_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseEntry" ADD CONSTRAINT "CaseEntry_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseEntry" ADD CONSTRAINT "CaseEntry_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "CaseParty"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseFile" ADD CONSTRAINT "CaseFile_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "CaseEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseEvent" ADD CONSTRAINT "CaseEvent_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseClock" ADD CONSTRAINT "CaseClock_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseSupervision" ADD CONSTRAINT "CaseSupervision_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseUnsealing" ADD CONSTRAINT "CaseUnsealing_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseParty" ADD CONSTRAINT "CaseParty_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseMediation" ADD CONSTRAINT "CaseMediation_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseMeeting" ADD CONSTRAINT "CaseMeeting_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CasePromise" ADD CONSTRAINT "CasePromise_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SweepRound" ADD CONSTRAINT "SweepRound_sweepId_fkey" FOREIGN KEY ("sweepId") REFERENCES "Sweep"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SweepAnswer" ADD CONSTRAINT "SweepAnswer_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "SweepRound"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

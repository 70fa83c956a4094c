-- CreateEnum
CREATE TYPE "QuestionKind" AS ENUM ('single', 'several', 'truth');

-- CreateEnum
CREATE TYPE "AnswerWay" AS ENUM ('evening', 'practice', 'exam');

-- CreateEnum
CREATE TYPE "EveningState" AS ENUM ('announced', 'running', 'paused', 'over', 'stopped');

-- CreateEnum
CREATE TYPE "AskedState" AS ENUM ('waiting', 'asked', 'closed', 'skipped');

-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'host';

-- CreateTable
CREATE TABLE "Question" (
    "id" SERIAL NOT NULL,
    "unitId" INTEGER NOT NULL,
    "kind" "QuestionKind" NOT NULL,
    "stem" TEXT NOT NULL,
    "stemKey" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    "explanation" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "chapter" TEXT NOT NULL DEFAULT '',
    "tags" TEXT NOT NULL DEFAULT '[]',
    "validFrom" TEXT,
    "validUntil" TEXT,
    "media" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "retiredAt" TIMESTAMP(3),

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionVersion" (
    "questionId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "replacedById" INTEGER,
    "replacedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuestionVersion_pkey" PRIMARY KEY ("questionId","version")
);

-- CreateTable
CREATE TABLE "QuestionImport" (
    "id" SERIAL NOT NULL,
    "unitId" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "importedById" INTEGER,
    "importedAt" TIMESTAMP(3) NOT NULL,
    "new" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,

    CONSTRAINT "QuestionImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizAnswer" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "questionId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "chosen" TEXT NOT NULL,
    "isRight" BOOLEAN NOT NULL,
    "way" "AnswerWay" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuizAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizPlan" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "chatId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "hostId" INTEGER NOT NULL,
    "set" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "secondsEach" INTEGER NOT NULL,
    "isRanked" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuizPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizEvening" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "planId" INTEGER,
    "chatId" INTEGER NOT NULL,
    "busyChatId" INTEGER,
    "unitId" INTEGER NOT NULL,
    "hostId" INTEGER NOT NULL,
    "set" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "secondsEach" INTEGER NOT NULL,
    "isRanked" BOOLEAN NOT NULL,
    "state" "EveningState" NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "nextAt" TIMESTAMP(3),
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "endedWhy" TEXT,
    "toldTo" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuizEvening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EveningGuest" (
    "eveningId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "joinedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EveningGuest_pkey" PRIMARY KEY ("eveningId","personId")
);

-- CreateTable
CREATE TABLE "EveningQuestion" (
    "id" SERIAL NOT NULL,
    "eveningId" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "questionId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "AskedState" NOT NULL,
    "pollId" TEXT,
    "askedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "skippedWhy" TEXT,

    CONSTRAINT "EveningQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollVote" (
    "pollId" TEXT NOT NULL,
    "telegramUserId" BIGINT NOT NULL,
    "chosen" TEXT NOT NULL,
    "updateId" BIGINT NOT NULL,
    "votedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PollVote_pkey" PRIMARY KEY ("pollId","telegramUserId")
);

-- CreateTable
CREATE TABLE "QuizMemory" (
    "personId" INTEGER NOT NULL,
    "questionId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "isRight" BOOLEAN NOT NULL,
    "timesWrong" INTEGER NOT NULL,
    "isMistake" BOOLEAN NOT NULL,
    "rightInARow" INTEGER NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "stability" DOUBLE PRECISION NOT NULL,
    "difficulty" DOUBLE PRECISION NOT NULL,
    "scheduledDays" INTEGER NOT NULL,
    "learningSteps" INTEGER NOT NULL,
    "reps" INTEGER NOT NULL,
    "lapses" INTEGER NOT NULL,
    "cardState" INTEGER NOT NULL,
    "reviewedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuizMemory_pkey" PRIMARY KEY ("personId","questionId")
);

-- CreateTable
CREATE TABLE "Practice" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "items" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "touchedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Practice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Exam" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "unitId" INTEGER NOT NULL,
    "hostId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "set" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "opensAt" TIMESTAMP(3) NOT NULL,
    "closesAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL,
    "passPercent" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "nextAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Exam_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExamPaper" (
    "id" SERIAL NOT NULL,
    "examId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "handedInAt" TIMESTAMP(3),
    "right" INTEGER,
    "isPassed" BOOLEAN,
    "name" TEXT,
    "certificate" TEXT,
    "certifiedAt" TIMESTAMP(3),

    CONSTRAINT "ExamPaper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExamAnswer" (
    "paperId" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "questionId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "order" TEXT NOT NULL,
    "chosen" TEXT,
    "isRight" BOOLEAN,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "ExamAnswer_pkey" PRIMARY KEY ("paperId","place")
);

-- CreateIndex
CREATE INDEX "Question_unitId_retiredAt_chapter_idx" ON "Question"("unitId", "retiredAt", "chapter");

-- CreateIndex
CREATE INDEX "Question_unitId_stemKey_idx" ON "Question"("unitId", "stemKey");

-- CreateIndex
CREATE UNIQUE INDEX "QuizAnswer_key_key" ON "QuizAnswer"("key");

-- CreateIndex
CREATE INDEX "QuizAnswer_personId_at_idx" ON "QuizAnswer"("personId", "at");

-- CreateIndex
CREATE INDEX "QuizAnswer_questionId_version_idx" ON "QuizAnswer"("questionId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "QuizPlan_key_key" ON "QuizPlan"("key");

-- CreateIndex
CREATE INDEX "QuizPlan_chatId_idx" ON "QuizPlan"("chatId");

-- CreateIndex
CREATE UNIQUE INDEX "QuizEvening_key_key" ON "QuizEvening"("key");

-- CreateIndex
CREATE UNIQUE INDEX "QuizEvening_busyChatId_key" ON "QuizEvening"("busyChatId");

-- CreateIndex
CREATE INDEX "QuizEvening_state_nextAt_idx" ON "QuizEvening"("state", "nextAt");

-- CreateIndex
CREATE INDEX "QuizEvening_chatId_idx" ON "QuizEvening"("chatId");

-- CreateIndex
CREATE UNIQUE INDEX "EveningQuestion_pollId_key" ON "EveningQuestion"("pollId");

-- CreateIndex
CREATE UNIQUE INDEX "EveningQuestion_eveningId_place_key" ON "EveningQuestion"("eveningId", "place");

-- CreateIndex
CREATE UNIQUE INDEX "EveningQuestion_eveningId_questionId_key" ON "EveningQuestion"("eveningId", "questionId");

-- CreateIndex
CREATE INDEX "PollVote_votedAt_idx" ON "PollVote"("votedAt");

-- CreateIndex
CREATE INDEX "QuizMemory_personId_dueAt_idx" ON "QuizMemory"("personId", "dueAt");

-- CreateIndex
CREATE INDEX "QuizMemory_questionId_idx" ON "QuizMemory"("questionId");

-- CreateIndex
CREATE UNIQUE INDEX "Practice_key_key" ON "Practice"("key");

-- CreateIndex
CREATE INDEX "Practice_personId_endedAt_idx" ON "Practice"("personId", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Exam_key_key" ON "Exam"("key");

-- CreateIndex
CREATE INDEX "Exam_nextAt_idx" ON "Exam"("nextAt");

-- CreateIndex
CREATE INDEX "Exam_unitId_idx" ON "Exam"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "ExamPaper_certificate_key" ON "ExamPaper"("certificate");

-- CreateIndex
CREATE INDEX "ExamPaper_handedInAt_endsAt_idx" ON "ExamPaper"("handedInAt", "endsAt");

-- CreateIndex
CREATE INDEX "ExamPaper_personId_idx" ON "ExamPaper"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "ExamPaper_examId_personId_attempt_key" ON "ExamPaper"("examId", "personId", "attempt");

-- CreateIndex
CREATE INDEX "ExamAnswer_questionId_version_idx" ON "ExamAnswer"("questionId", "version");

-- AddForeignKey
ALTER TABLE "EveningGuest" ADD CONSTRAINT "EveningGuest_eveningId_fkey" FOREIGN KEY ("eveningId") REFERENCES "QuizEvening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EveningQuestion" ADD CONSTRAINT "EveningQuestion_eveningId_fkey" FOREIGN KEY ("eveningId") REFERENCES "QuizEvening"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamPaper" ADD CONSTRAINT "ExamPaper_examId_fkey" FOREIGN KEY ("examId") REFERENCES "Exam"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamAnswer" ADD CONSTRAINT "ExamAnswer_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "ExamPaper"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

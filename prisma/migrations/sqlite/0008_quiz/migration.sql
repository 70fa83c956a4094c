-- CreateTable
CREATE TABLE "Question" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "unitId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
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
    "createdAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "retiredAt" DATETIME
);

-- CreateTable
CREATE TABLE "QuestionVersion" (
    "questionId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "replacedById" INTEGER,
    "replacedAt" DATETIME NOT NULL,

    PRIMARY KEY ("questionId", "version")
);

-- CreateTable
CREATE TABLE "QuestionImport" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "unitId" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "importedById" INTEGER,
    "importedAt" DATETIME NOT NULL,
    "new" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "QuizAnswer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "questionId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "chosen" TEXT NOT NULL,
    "isRight" BOOLEAN NOT NULL,
    "way" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "QuizPlan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "chatId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "hostId" INTEGER NOT NULL,
    "set" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "secondsEach" INTEGER NOT NULL,
    "isRanked" BOOLEAN NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "QuizEvening" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "state" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "nextAt" DATETIME,
    "startedAt" DATETIME,
    "endedAt" DATETIME,
    "endedWhy" TEXT,
    "toldTo" INTEGER,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "EveningGuest" (
    "eveningId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "joinedAt" DATETIME NOT NULL,

    PRIMARY KEY ("eveningId", "personId"),
    CONSTRAINT "EveningGuest_eveningId_fkey" FOREIGN KEY ("eveningId") REFERENCES "QuizEvening" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EveningQuestion" (
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
    CONSTRAINT "EveningQuestion_eveningId_fkey" FOREIGN KEY ("eveningId") REFERENCES "QuizEvening" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PollVote" (
    "pollId" TEXT NOT NULL,
    "telegramUserId" BIGINT NOT NULL,
    "chosen" TEXT NOT NULL,
    "updateId" BIGINT NOT NULL,
    "votedAt" DATETIME NOT NULL,

    PRIMARY KEY ("pollId", "telegramUserId")
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
    "dueAt" DATETIME NOT NULL,
    "stability" REAL NOT NULL,
    "difficulty" REAL NOT NULL,
    "scheduledDays" INTEGER NOT NULL,
    "learningSteps" INTEGER NOT NULL,
    "reps" INTEGER NOT NULL,
    "lapses" INTEGER NOT NULL,
    "cardState" INTEGER NOT NULL,
    "reviewedAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "questionId")
);

-- CreateTable
CREATE TABLE "Practice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "items" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "touchedAt" DATETIME NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Exam" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "unitId" INTEGER NOT NULL,
    "hostId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "set" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "opensAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL,
    "passPercent" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "nextAt" DATETIME,
    "endedAt" DATETIME,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ExamPaper" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "examId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "handedInAt" DATETIME,
    "right" INTEGER,
    "isPassed" BOOLEAN,
    "name" TEXT,
    "certificate" TEXT,
    "certifiedAt" DATETIME,
    CONSTRAINT "ExamPaper_examId_fkey" FOREIGN KEY ("examId") REFERENCES "Exam" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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
    "answeredAt" DATETIME,

    PRIMARY KEY ("paperId", "place"),
    CONSTRAINT "ExamAnswer_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "ExamPaper" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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

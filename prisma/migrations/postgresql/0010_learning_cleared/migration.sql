-- CreateTable
CREATE TABLE "LearningCleared" (
    "personId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LearningCleared_pkey" PRIMARY KEY ("personId")
);

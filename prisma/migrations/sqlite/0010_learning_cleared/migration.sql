-- CreateTable
CREATE TABLE "LearningCleared" (
    "personId" INTEGER NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL
);

-- What: tokens of mailed links, mails on their way; language, limit of sessions and day of erasure of an account.
-- Why: accounts are proven, recovered, changed and left by mail, and no mail is lost in a crash.
-- Data: none is changed.
-- Undo: drop the two tables and the three columns.

-- AlterTable
ALTER TABLE "User" ADD COLUMN "eraseAt" DATETIME;
ALTER TABLE "User" ADD COLUMN "language" TEXT;
ALTER TABLE "User" ADD COLUMN "sessionLimit" INTEGER;

-- CreateTable
CREATE TABLE "OperationToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "userId" TEXT,
    "emailKey" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "codeHash" TEXT,
    "codeTries" INTEGER NOT NULL DEFAULT 0,
    "about" TEXT,
    "sealed" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    CONSTRAINT "OperationToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OutgoingMail" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT,
    "kind" TEXT NOT NULL,
    "addressHash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sealed" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "nextAttemptAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    "lastError" TEXT,
    CONSTRAINT "OutgoingMail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "OperationToken_tokenHash_key" ON "OperationToken"("tokenHash");

-- CreateIndex
CREATE INDEX "OperationToken_emailKey_purpose_idx" ON "OperationToken"("emailKey", "purpose");

-- CreateIndex
CREATE INDEX "OperationToken_userId_purpose_idx" ON "OperationToken"("userId", "purpose");

-- CreateIndex
CREATE INDEX "OperationToken_expiresAt_idx" ON "OperationToken"("expiresAt");

-- CreateIndex
CREATE INDEX "OutgoingMail_state_nextAttemptAt_idx" ON "OutgoingMail"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "OutgoingMail_userId_kind_createdAt_idx" ON "OutgoingMail"("userId", "kind", "createdAt");

-- CreateIndex
CREATE INDEX "OutgoingMail_addressHash_createdAt_idx" ON "OutgoingMail"("addressHash", "createdAt");

-- CreateIndex
CREATE INDEX "User_eraseAt_idx" ON "User"("eraseAt");

-- How many migrations are in this database: see lib/infra/migrate-sqlite.ts.
PRAGMA user_version = 3;

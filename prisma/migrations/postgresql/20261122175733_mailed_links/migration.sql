-- What: tokens of mailed links, mails on their way; language, limit of sessions and day of erasure of an account.
-- Why: accounts are proven, recovered, changed and left by mail, and no mail is lost in a crash.
-- Data: none is changed.
-- Undo: drop the two tables and the three columns.

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "eraseAt" TIMESTAMP(3),
ADD COLUMN     "language" TEXT,
ADD COLUMN     "sessionLimit" INTEGER;

-- CreateTable
CREATE TABLE "OperationToken" (
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "userId" TEXT,
    "emailKey" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "codeHash" TEXT,
    "codeTries" INTEGER NOT NULL DEFAULT 0,
    "about" TEXT,
    "sealed" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "OperationToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutgoingMail" (
    "id" TEXT NOT NULL,
    "userId" TEXT,
    "kind" TEXT NOT NULL,
    "addressHash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sealed" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),
    "lastError" TEXT,

    CONSTRAINT "OutgoingMail_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "OperationToken" ADD CONSTRAINT "OperationToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

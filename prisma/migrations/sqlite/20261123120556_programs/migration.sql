-- What: personal access tokens, device grants (RFC 8628), identities from elsewhere, permissions, counters of rates.
-- Why: programs need tokens of their own, which their owner sees and takes back.
-- Data: none is changed; sessions that are there belong to browsers, and nobody has a permission.
-- Undo: drop the four tables and the three columns.

-- AlterTable
ALTER TABLE "Session" ADD COLUMN "accessJti" TEXT;

-- AlterTable
ALTER TABLE "SecurityEvent" ADD COLUMN "about" TEXT;

-- CreateTable
CREATE TABLE "PersonalToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME,
    "lastUsedAt" DATETIME,
    "lastIp" TEXT,
    "endedAt" DATETIME,
    "endReason" TEXT,
    CONSTRAINT "PersonalToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DeviceGrant" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "deviceCodeHash" TEXT NOT NULL,
    "userCodeMac" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "userId" TEXT,
    "credentialVersion" INTEGER,
    "authTime" DATETIME,
    "ip" TEXT,
    "place" TEXT,
    "userAgent" TEXT,
    "intervalSeconds" INTEGER NOT NULL,
    "askedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "DeviceGrant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExternalIdentity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ExternalIdentity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RateLimiterFlexible" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "points" INTEGER NOT NULL,
    "expire" DATETIME
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "emailVerifiedAt" DATETIME,
    "name" TEXT,
    "passwordHash" TEXT,
    "passwordScheme" INTEGER NOT NULL DEFAULT 1,
    "pepperVersion" INTEGER NOT NULL DEFAULT 1,
    "credentialVersion" INTEGER NOT NULL DEFAULT 0,
    "tokensValidFrom" DATETIME,
    "language" TEXT,
    "sessionLimit" INTEGER,
    "eraseAt" DATETIME,
    "permissions" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL
);
INSERT INTO "new_User" ("createdAt", "credentialVersion", "email", "emailKey", "emailVerifiedAt", "eraseAt", "id", "language", "name", "passwordHash", "passwordScheme", "pepperVersion", "sessionLimit", "tokensValidFrom") SELECT "createdAt", "credentialVersion", "email", "emailKey", "emailVerifiedAt", "eraseAt", "id", "language", "name", "passwordHash", "passwordScheme", "pepperVersion", "sessionLimit", "tokensValidFrom" FROM "User";
DROP TABLE "User";
ALTER TABLE "new_User" RENAME TO "User";
CREATE UNIQUE INDEX "User_emailKey_key" ON "User"("emailKey");
CREATE INDEX "User_eraseAt_idx" ON "User"("eraseAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "PersonalToken_hash_key" ON "PersonalToken"("hash");

-- CreateIndex
CREATE INDEX "PersonalToken_userId_endedAt_idx" ON "PersonalToken"("userId", "endedAt");

-- CreateIndex
CREATE INDEX "PersonalToken_endedAt_idx" ON "PersonalToken"("endedAt");

-- CreateIndex
CREATE INDEX "PersonalToken_expiresAt_idx" ON "PersonalToken"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceGrant_deviceCodeHash_key" ON "DeviceGrant"("deviceCodeHash");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceGrant_userCodeMac_key" ON "DeviceGrant"("userCodeMac");

-- CreateIndex
CREATE INDEX "DeviceGrant_userId_idx" ON "DeviceGrant"("userId");

-- CreateIndex
CREATE INDEX "DeviceGrant_expiresAt_idx" ON "DeviceGrant"("expiresAt");

-- CreateIndex
CREATE INDEX "ExternalIdentity_userId_idx" ON "ExternalIdentity"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "ExternalIdentity_provider_subject_key" ON "ExternalIdentity"("provider", "subject");

-- CreateIndex
CREATE INDEX "RateLimiterFlexible_expire_idx" ON "RateLimiterFlexible"("expire");

-- How many migrations are in this database: see lib/infra/migrate-sqlite.ts.
PRAGMA user_version = 5;

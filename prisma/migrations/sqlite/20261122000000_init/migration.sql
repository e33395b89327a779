-- What:    users, devices, sessions, the revocation feed and its counter, wrapped keys, security events.
-- Why:     the first version.
-- Data:    none yet.
-- Undo:    delete the database file.

-- CreateTable
CREATE TABLE "User" (
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
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Device" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "cookieHash" TEXT NOT NULL,
    "previousCookieHash" TEXT,
    "cookieRenewedAt" DATETIME NOT NULL,
    "name" TEXT,
    "kind" TEXT NOT NULL,
    "browser" TEXT,
    "os" TEXT,
    "userAgent" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Device_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "liveDeviceId" TEXT,
    "clientId" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "remembered" BOOLEAN NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "rotatedAt" DATETIME NOT NULL,
    "refreshSalt" TEXT NOT NULL,
    "refreshKeyVersion" INTEGER NOT NULL,
    "authTime" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "ip" TEXT,
    "place" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "absoluteExpiresAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endReason" TEXT,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Session_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Revocation" (
    "seq" BIGINT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" DATETIME,
    "reason" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "RevocationCounter" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "seq" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Secret" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "alg" TEXT,
    "state" TEXT NOT NULL,
    "wrapped" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SecurityEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "sessionId" TEXT,
    "deviceId" TEXT,
    "reason" TEXT,
    "ip" TEXT,
    CONSTRAINT "SecurityEvent_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "User_emailKey_key" ON "User"("emailKey");

-- CreateIndex
CREATE INDEX "Device_cookieHash_idx" ON "Device"("cookieHash");

-- CreateIndex
CREATE INDEX "Device_previousCookieHash_idx" ON "Device"("previousCookieHash");

-- CreateIndex
CREATE UNIQUE INDEX "Device_userId_cookieHash_key" ON "Device"("userId", "cookieHash");

-- CreateIndex
CREATE UNIQUE INDEX "Session_liveDeviceId_key" ON "Session"("liveDeviceId");

-- CreateIndex
CREATE INDEX "Session_userId_endedAt_lastSeenAt_idx" ON "Session"("userId", "endedAt", "lastSeenAt");

-- CreateIndex
CREATE INDEX "Session_deviceId_idx" ON "Session"("deviceId");

-- CreateIndex
CREATE INDEX "Revocation_at_idx" ON "Revocation"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Secret_purpose_version_key" ON "Secret"("purpose", "version");

-- CreateIndex
CREATE INDEX "SecurityEvent_userId_at_idx" ON "SecurityEvent"("userId", "at");

-- How many migrations are in this database: see lib/infra/migrate.ts.
PRAGMA user_version = 1;

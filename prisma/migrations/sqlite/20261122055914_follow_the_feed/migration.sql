-- What: whose session a revocation was of; from when a key is in use, and whether it was withdrawn.
-- Why: other processes follow the feed and tell open pages; keys change without signing anyone out.
-- Data: every key there is has been in use since it was made.
-- Undo: add Secret.state, 'current' in every row; drop the three columns.

-- AlterTable
ALTER TABLE "Revocation" ADD COLUMN "userId" TEXT;

-- RedefineTables
CREATE TABLE "new_Secret" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "alg" TEXT,
    "wrapped" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "activeFrom" DATETIME NOT NULL,
    "withdrawnAt" DATETIME
);
INSERT INTO "new_Secret" ("alg", "createdAt", "activeFrom", "id", "purpose", "version", "wrapped") SELECT "alg", "createdAt", "createdAt", "id", "purpose", "version", "wrapped" FROM "Secret";
DROP TABLE "Secret";
ALTER TABLE "new_Secret" RENAME TO "Secret";
CREATE UNIQUE INDEX "Secret_purpose_version_key" ON "Secret"("purpose", "version");

-- How many migrations are in this database: see lib/infra/migrate.ts.
PRAGMA user_version = 2;

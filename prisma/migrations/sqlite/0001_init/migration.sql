-- CreateTable
CREATE TABLE "OrgUnit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parentId" TEXT,
    "regionCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "validUntil" TEXT,
    CONSTRAINT "OrgUnit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "OrgUnit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "loginName" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL DEFAULT '',
    "passwordHash" TEXT NOT NULL,
    "passwordOneTime" BOOLEAN NOT NULL DEFAULT false,
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "roles" TEXT NOT NULL,
    "orgId" TEXT,
    "enterpriseId" TEXT,
    "principal" BOOLEAN NOT NULL DEFAULT false,
    "expertId" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "User_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "OrgUnit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "User_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "User_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "ip" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "absentId" TEXT NOT NULL,
    "deputyId" TEXT NOT NULL,
    "roles" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "toldAt" DATETIME,
    "endedAt" DATETIME,
    "endedById" TEXT,
    CONSTRAINT "Delegation_absentId_fkey" FOREIGN KEY ("absentId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Delegation_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Enterprise" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "uscc" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "townCode" TEXT,
    "regionCode" TEXT NOT NULL,
    "registerType" TEXT NOT NULL,
    "establishedOn" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "industryCode" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "independentLegalPerson" BOOLEAN NOT NULL DEFAULT true,
    "legalRepresentative" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "contactName" TEXT NOT NULL,
    "contactPhone" TEXT NOT NULL,
    "contactPhoneMark" TEXT NOT NULL DEFAULT '',
    "contactEmail" TEXT NOT NULL DEFAULT '',
    "controller" TEXT NOT NULL DEFAULT '',
    "profile" TEXT NOT NULL DEFAULT '',
    "touched" TEXT NOT NULL DEFAULT '{}',
    "tags" TEXT NOT NULL DEFAULT '',
    "resourceGrade" TEXT NOT NULL DEFAULT '',
    "origin" TEXT NOT NULL DEFAULT 'imported',
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CreditFlag" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "enterpriseId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL DEFAULT '',
    "occurredOn" TEXT NOT NULL,
    "endsOn" TEXT,
    "basis" TEXT NOT NULL,
    CONSTRAINT "CreditFlag_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Fund" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "budgetFen" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "FundCategory" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "fundId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "budgetFen" BIGINT NOT NULL,
    "projectCount" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "FundCategory_fundId_fkey" FOREIGN KEY ("fundId") REFERENCES "Fund" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Guideline" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "categoryId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "batch" INTEGER NOT NULL,
    "documentNo" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "workflowVersion" INTEGER NOT NULL DEFAULT 1,
    "publishedVersion" INTEGER NOT NULL DEFAULT 0,
    "draft" TEXT NOT NULL,
    "applyStart" DATETIME NOT NULL,
    "applyEnd" DATETIME NOT NULL,
    "countyEnd" DATETIME,
    "cityEnd" DATETIME,
    "provinceCheckEnd" DATETIME,
    "budgetFen" BIGINT NOT NULL,
    "committedFen" BIGINT NOT NULL DEFAULT 0,
    "issuedFen" BIGINT NOT NULL DEFAULT 0,
    "paidFen" BIGINT NOT NULL DEFAULT 0,
    "receiptCount" INTEGER NOT NULL DEFAULT 0,
    "draftedById" TEXT NOT NULL,
    "approvedById" TEXT,
    "amendmentNote" TEXT,
    "publishedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Guideline_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "FundCategory" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "GuidelineVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "configuration" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "publishedAt" DATETIME NOT NULL,
    CONSTRAINT "GuidelineVersion_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Quota" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "limit" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "share" INTEGER,
    CONSTRAINT "Quota_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "QuotaSplit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "shares" TEXT NOT NULL,
    "replaced" TEXT NOT NULL DEFAULT '[]',
    "openKey" TEXT,
    "declineReason" TEXT NOT NULL DEFAULT '',
    "proposedById" TEXT NOT NULL,
    "confirmedById" TEXT,
    "dueAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "QuotaSplit_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Application" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "guidelineVersion" INTEGER NOT NULL,
    "enterpriseId" TEXT NOT NULL,
    "applicantName" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "townCode" TEXT,
    "channel" TEXT NOT NULL,
    "projectName" TEXT NOT NULL,
    "totalInvestmentFen" BIGINT NOT NULL DEFAULT 0,
    "requestedFen" BIGINT NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "node" TEXT,
    "form" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "touched" TEXT NOT NULL DEFAULT '{}',
    "receiptNo" TEXT,
    "submittedAt" DATETIME,
    "dueAt" DATETIME,
    "snapshotNumber" INTEGER NOT NULL DEFAULT 0,
    "correctionRound" INTEGER NOT NULL DEFAULT 0,
    "commitmentAt" DATETIME,
    "openedAt" DATETIME,
    "handlerId" TEXT,
    "scoreCenti" INTEGER,
    "rank" INTEGER,
    "reviewOutcome" TEXT,
    "proposedFen" BIGINT,
    "approvedFen" BIGINT,
    "reservedUntil" INTEGER,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "openKey" TEXT,
    CONSTRAINT "Application_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Application_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ApplicationSnapshot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ApplicationSnapshot_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TextPrint" (
    "snapshotId" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "TextBand" (
    "hash" INTEGER NOT NULL,
    "applicationId" TEXT NOT NULL,

    PRIMARY KEY ("hash", "applicationId"),
    CONSTRAINT "TextBand_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportedList" (
    "fileId" TEXT NOT NULL PRIMARY KEY,
    "fileName" TEXT NOT NULL,
    "importedByName" TEXT NOT NULL,
    "importedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "withdrawnByName" TEXT NOT NULL DEFAULT '',
    "withdrawReason" TEXT NOT NULL DEFAULT ''
);

-- CreateTable
CREATE TABLE "ListedRow" (
    "fileId" TEXT NOT NULL,
    "listedId" TEXT NOT NULL,
    "rowNumber" INTEGER NOT NULL,
    "undertakerName" TEXT NOT NULL,
    "amountFen" BIGINT,

    PRIMARY KEY ("fileId", "listedId"),
    CONSTRAINT "ListedRow_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "ImportedList" ("fileId") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ListedRow_listedId_fkey" FOREIGN KEY ("listedId") REFERENCES "ListedProject" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ListedProject" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "uscc" TEXT NOT NULL,
    "undertakerName" TEXT NOT NULL,
    "projectName" TEXT NOT NULL,
    "projectCode" TEXT NOT NULL DEFAULT '',
    "department" TEXT NOT NULL,
    "fund" TEXT NOT NULL DEFAULT '',
    "year" INTEGER NOT NULL,
    "amountFen" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "fileId" TEXT NOT NULL,
    "rowNumber" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "ListedProject_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "ImportedList" ("fileId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DuplicateDecision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "otherId" TEXT,
    "listedId" TEXT,
    "snapshotNumber" INTEGER NOT NULL,
    "otherSnapshotNumber" INTEGER NOT NULL,
    "alikePercent" INTEGER NOT NULL,
    "conclusion" TEXT NOT NULL,
    "overlapFen" BIGINT,
    "reason" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "DuplicateDecision_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "DuplicateDecision_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "DuplicateDecision_listedId_fkey" FOREIGN KEY ("listedId") REFERENCES "ListedProject" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InvoiceUse" (
    "invoiceNo" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    CONSTRAINT "InvoiceUse_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RuleRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "checkedAt" DATETIME NOT NULL,
    "results" TEXT NOT NULL,
    CONSTRAINT "RuleRun_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReviewOpinion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "conclusion" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "checks" TEXT NOT NULL DEFAULT '[]',
    "snapshotNumber" INTEGER NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "priority" INTEGER,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "orgId" TEXT,
    "orgName" TEXT NOT NULL DEFAULT '',
    "closedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ReviewOpinion_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CorrectionItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "problem" TEXT NOT NULL,
    "resolvedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CorrectionItem_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "decidedAt" DATETIME,
    "reason" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "status" TEXT NOT NULL,
    "finding" TEXT,
    "filedById" TEXT NOT NULL,
    "decidedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Appeal_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RecommendationSheet" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "documentNo" TEXT,
    "content" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "stampedFileId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Expert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "employer" TEXT NOT NULL,
    "employerUscc" TEXT NOT NULL DEFAULT '',
    "cityCode" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "specialties" TEXT NOT NULL,
    "history" TEXT NOT NULL DEFAULT '[]',
    "shareholdings" TEXT NOT NULL DEFAULT '[]',
    "phone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "idNo" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "joinedOn" TEXT NOT NULL,
    "validTo" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "ExpertProposal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "unitCode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "employer" TEXT NOT NULL,
    "employerUscc" TEXT NOT NULL DEFAULT '',
    "cityCode" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "specialties" TEXT NOT NULL DEFAULT '',
    "history" TEXT NOT NULL DEFAULT '[]',
    "shareholdings" TEXT NOT NULL DEFAULT '[]',
    "phone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "idNo" TEXT NOT NULL DEFAULT '',
    "grounds" TEXT NOT NULL,
    "declineReason" TEXT NOT NULL DEFAULT '',
    "proposedById" TEXT NOT NULL,
    "answeredById" TEXT,
    "dueAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "answeredAt" DATETIME
);

-- CreateTable
CREATE TABLE "Panel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "seatsWanted" INTEGER NOT NULL,
    "substitutesWanted" INTEGER NOT NULL,
    "scoringStart" DATETIME,
    "scoringEnd" DATETIME,
    "guidelineVersion" INTEGER NOT NULL,
    "conditions" TEXT NOT NULL,
    "applicationIds" TEXT NOT NULL DEFAULT '[]',
    "createdById" TEXT NOT NULL,
    "signedById" TEXT,
    "ranking" TEXT,
    "rankingSha256" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Panel_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Draw" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "panelId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "pool" TEXT NOT NULL,
    "poolSha256" TEXT NOT NULL,
    "excluded" TEXT NOT NULL,
    "serverNonce" TEXT NOT NULL,
    "nonceSha256" TEXT NOT NULL,
    "salt" TEXT,
    "result" TEXT,
    "drawnById" TEXT NOT NULL,
    "witnessedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "drawnAt" DATETIME,
    CONSTRAINT "Draw_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TieOrder" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "applicationIds" TEXT NOT NULL,
    "minutesNo" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedAt" DATETIME NOT NULL,
    CONSTRAINT "TieOrder_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PanelSeat" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "panelId" TEXT NOT NULL,
    "expertId" TEXT NOT NULL,
    "draw" INTEGER NOT NULL DEFAULT 1,
    "role" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "leader" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "committedAt" DATETIME,
    "declineReason" TEXT,
    "designatedById" TEXT,
    "designationReason" TEXT,
    "approvedById" TEXT,
    CONSTRAINT "PanelSeat_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PanelSeat_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ScoreSheet" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "panelId" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "expertId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "items" TEXT NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "totalCenti" INTEGER,
    "vetoes" TEXT NOT NULL DEFAULT '[]',
    "suggestion" TEXT,
    "suggestedFen" BIGINT,
    "suggestedWan" TEXT NOT NULL DEFAULT '',
    "comment" TEXT NOT NULL DEFAULT '',
    "conflict" TEXT,
    "declaredAt" DATETIME,
    "submittedAt" DATETIME,
    "unlockAskedById" TEXT,
    "unlockReason" TEXT,
    "voidReason" TEXT,
    "kept" TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT "ScoreSheet_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ScoreSheet_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ScoreSheet_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AllocationPlan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "budgetFen" BIGINT NOT NULL,
    "minutesNo" TEXT,
    "decidedAt" DATETIME,
    "attendees" TEXT NOT NULL DEFAULT '[]',
    "postedOn" TEXT,
    "endsOn" TEXT,
    "publicityEnd" DATETIME,
    "createdById" TEXT NOT NULL,
    "decidedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AllocationPlan_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FinanceOpinion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "planId" TEXT,
    "evaluationId" TEXT,
    "sha256" TEXT NOT NULL,
    "conclusion" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "closedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "FinanceOpinion_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "FinanceOpinion_planId_fkey" FOREIGN KEY ("planId") REFERENCES "AllocationPlan" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "FinanceOpinion_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AllocationItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "planId" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "scoreCenti" INTEGER NOT NULL,
    "steps" TEXT NOT NULL,
    "rawFen" BIGINT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "postedOn" TEXT,
    "endsOn" TEXT,
    "publicityEnd" DATETIME,
    CONSTRAINT "AllocationItem_planId_fkey" FOREIGN KEY ("planId") REFERENCES "AllocationPlan" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AllocationItem_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Objection" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "objectorType" TEXT NOT NULL,
    "objectorName" TEXT NOT NULL,
    "objectorContact" TEXT NOT NULL,
    "objectorUnit" TEXT,
    "filedById" TEXT,
    "facts" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "acceptReason" TEXT,
    "finding" TEXT,
    "result" TEXT,
    "newAmountFen" BIGINT,
    "handledById" TEXT,
    "resolvedById" TEXT,
    CONSTRAINT "Objection_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Project" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "guidelineId" TEXT NOT NULL,
    "enterpriseId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "undertaker" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "townCode" TEXT,
    "county" BOOLEAN NOT NULL DEFAULT true,
    "above" TEXT NOT NULL DEFAULT 'city',
    "supportMode" TEXT NOT NULL,
    "award" BOOLEAN NOT NULL DEFAULT false,
    "amountFen" BIGINT NOT NULL,
    "issuedFen" BIGINT NOT NULL DEFAULT 0,
    "paidFen" BIGINT NOT NULL DEFAULT 0,
    "recognisedFen" BIGINT,
    "midterm" TEXT,
    "startOn" TEXT NOT NULL,
    "endOn" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Project_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Contract" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "content" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bSignedAt" DATETIME,
    "bSignedById" TEXT,
    "cSignedAt" DATETIME,
    "cSignedById" TEXT,
    "aSignedAt" DATETIME,
    "aSignedById" TEXT,
    "dueAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Contract_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ProgressReport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "form" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "cumulativeFen" BIGINT NOT NULL DEFAULT 0,
    "usedFen" BIGINT NOT NULL DEFAULT 0,
    "dueAt" DATETIME,
    "submittedAt" DATETIME,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "opinion" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ProgressReport_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FundIssue" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guidelineId" TEXT NOT NULL,
    "planId" TEXT,
    "documentNo" TEXT NOT NULL,
    "openNo" TEXT,
    "issuedOn" TEXT NOT NULL,
    "subjectCode" TEXT NOT NULL,
    "totalFen" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "draftedById" TEXT NOT NULL,
    "approvedById" TEXT,
    "dueAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "FundIssue_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "issueId" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "occasion" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "payerCode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME,
    "receivedOn" TEXT,
    "arrivedOn" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Payment_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "FundIssue" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Payment_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PaymentVoucher" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "paymentId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "payerCode" TEXT NOT NULL,
    "paidOn" TEXT NOT NULL,
    "voucherNo" TEXT NOT NULL,
    "bank" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "paidById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PaymentVoucher_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Clawback" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "enterpriseId" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "ground" TEXT,
    "eligibleFen" BIGINT NOT NULL DEFAULT 0,
    "amountFen" BIGINT NOT NULL DEFAULT 0,
    "repaidFen" BIGINT NOT NULL DEFAULT 0,
    "payerCode" TEXT NOT NULL,
    "basisFileId" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "noticeNo" TEXT,
    "notifiedOn" TEXT,
    "endsOn" TEXT,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME,
    "draftedById" TEXT,
    "decidedById" TEXT,
    "reversalOfId" TEXT,
    "reversalReason" TEXT NOT NULL DEFAULT '',
    "reversalById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Clawback_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Repayment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clawbackId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "payerCode" TEXT NOT NULL,
    "paidOn" TEXT NOT NULL,
    "voucherNo" TEXT NOT NULL,
    "voucherEntry" INTEGER NOT NULL DEFAULT 1,
    "amountFen" BIGINT NOT NULL,
    "reversesId" TEXT,
    "recordedById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Repayment_clawbackId_fkey" FOREIGN KEY ("clawbackId") REFERENCES "Clawback" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CreditRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "enterpriseId" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "scale" INTEGER,
    "basisNo" TEXT NOT NULL DEFAULT '',
    "basis" TEXT NOT NULL DEFAULT '',
    "basisFileId" TEXT,
    "evidenceFileId" TEXT,
    "startsOn" TEXT,
    "endsOn" TEXT,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME,
    "draftedById" TEXT,
    "decidedById" TEXT,
    "passedById" TEXT,
    "repairedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "CreditRecord_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ChangeRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "newEndOn" TEXT,
    "level" TEXT NOT NULL DEFAULT 'province',
    "approved" BOOLEAN,
    "opinion" TEXT NOT NULL DEFAULT '',
    "askedById" TEXT NOT NULL,
    "decidedById" TEXT,
    "askedAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    CONSTRAINT "ChangeRequest_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "risk" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "openKey" TEXT,
    "cause" TEXT NOT NULL,
    "evidence" TEXT NOT NULL DEFAULT '{}',
    "grounds" TEXT NOT NULL DEFAULT '',
    "asked" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "closer" TEXT NOT NULL,
    "handling" TEXT NOT NULL DEFAULT '',
    "conclusion" TEXT NOT NULL DEFAULT '',
    "raisedById" TEXT,
    "handledById" TEXT,
    "closedById" TEXT,
    "dueAt" DATETIME,
    "raisedAt" DATETIME NOT NULL,
    "handledAt" DATETIME,
    "closedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Alert_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Acceptance" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT,
    "opinion" TEXT NOT NULL DEFAULT '',
    "members" TEXT NOT NULL DEFAULT '[]',
    "findings" TEXT NOT NULL DEFAULT '[]',
    "recognisedFen" BIGINT,
    "appliedAt" DATETIME,
    "concludedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Acceptance_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "projectId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "form" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "budgetFen" BIGINT NOT NULL,
    "spentFen" BIGINT NOT NULL DEFAULT 0,
    "scoreCenti" INTEGER,
    "grade" TEXT,
    "reviewed" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "dueAt" DATETIME,
    "submittedAt" DATETIME,
    "confirmedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Evaluation_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EvaluationOpinion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "evaluationId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "office" TEXT NOT NULL,
    "scoreCenti" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "EvaluationOpinion_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Consultation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "evaluationId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "expertId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "dueAt" DATETIME,
    "conflict" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Consultation_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Consultation_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerType" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "plainSha256" TEXT,
    "cipherSha256" TEXT NOT NULL,
    "uploadedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME
);

-- CreateTable
CREATE TABLE "FileKey" (
    "fileId" TEXT NOT NULL PRIMARY KEY,
    "wrapped" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "ownerType" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "model" TEXT NOT NULL,
    "fileId" TEXT,
    "audience" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "enterpriseId" TEXT,
    "askedById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "readyAt" DATETIME,
    "entryId" TEXT,
    "salt" TEXT NOT NULL DEFAULT ''
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "readAt" DATETIME
);

-- CreateTable
CREATE TABLE "Reminder" (
    "recordId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "office" TEXT NOT NULL DEFAULT '',
    "toldAt" DATETIME NOT NULL,

    PRIMARY KEY ("recordId", "kind", "dueAt", "office")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    "error" TEXT,
    CONSTRAINT "Mail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "uniqueKey" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "maxAttempts" INTEGER NOT NULL DEFAULT 8,
    "availableAt" DATETIME NOT NULL,
    "claimedAt" DATETIME,
    "claimedBy" TEXT,
    "finishedAt" DATETIME,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "dossier" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "actorId" TEXT,
    "unitCode" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "leaf" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "AuditPersonal" (
    "entryId" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    PRIMARY KEY ("entryId", "field")
);

-- CreateTable
CREATE TABLE "LogSequence" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "entryId" TEXT NOT NULL,
    "leaf" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "LogTile" (
    "level" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "hashes" BLOB NOT NULL,
    "root" BLOB NOT NULL,

    PRIMARY KEY ("level", "number")
);

-- CreateTable
CREATE TABLE "LogCheckpoint" (
    "size" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "root" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "signedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "LogKey" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "text" TEXT NOT NULL,
    "fromEpoch" INTEGER NOT NULL,
    "fromSize" INTEGER NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "LogEpoch" (
    "epoch" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "keptSize" INTEGER NOT NULL,
    "lostNote" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "EpochRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL,
    "keptSize" INTEGER NOT NULL,
    "lostNote" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "answeredById" TEXT,
    "answeredAt" DATETIME
);

-- CreateTable
CREATE TABLE "DisclosureRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "entryId" TEXT NOT NULL,
    "office" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "answeredById" TEXT,
    "answeredAt" DATETIME,
    "takeUntil" DATETIME
);

-- CreateTable
CREATE TABLE "LogDay" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "size" INTEGER NOT NULL,
    "root" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "working" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT ''
);

-- CreateTable
CREATE TABLE "RefusalCount" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "until" DATETIME NOT NULL,
    "count" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "OrgUnit_code_key" ON "OrgUnit"("code");

-- CreateIndex
CREATE UNIQUE INDEX "OrgUnit_parentId_name_key" ON "OrgUnit"("parentId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "User_loginName_key" ON "User"("loginName");

-- CreateIndex
CREATE UNIQUE INDEX "User_expertId_key" ON "User"("expertId");

-- CreateIndex
CREATE INDEX "User_orgId_idx" ON "User"("orgId");

-- CreateIndex
CREATE INDEX "User_enterpriseId_idx" ON "User"("enterpriseId");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Delegation_absentId_idx" ON "Delegation"("absentId");

-- CreateIndex
CREATE INDEX "Delegation_deputyId_endsAt_idx" ON "Delegation"("deputyId", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Enterprise_uscc_key" ON "Enterprise"("uscc");

-- CreateIndex
CREATE INDEX "Enterprise_contactPhoneMark_idx" ON "Enterprise"("contactPhoneMark");

-- CreateIndex
CREATE INDEX "Enterprise_unitCode_idx" ON "Enterprise"("unitCode");

-- CreateIndex
CREATE INDEX "Enterprise_controller_idx" ON "Enterprise"("controller");

-- CreateIndex
CREATE INDEX "CreditFlag_enterpriseId_idx" ON "CreditFlag"("enterpriseId");

-- CreateIndex
CREATE UNIQUE INDEX "Fund_code_key" ON "Fund"("code");

-- CreateIndex
CREATE UNIQUE INDEX "FundCategory_fundId_code_key" ON "FundCategory"("fundId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Guideline_code_key" ON "Guideline"("code");

-- CreateIndex
CREATE INDEX "Guideline_status_idx" ON "Guideline"("status");

-- CreateIndex
CREATE UNIQUE INDEX "GuidelineVersion_guidelineId_number_key" ON "GuidelineVersion"("guidelineId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Quota_guidelineId_level_unitCode_key" ON "Quota"("guidelineId", "level", "unitCode");

-- CreateIndex
CREATE UNIQUE INDEX "QuotaSplit_openKey_key" ON "QuotaSplit"("openKey");

-- CreateIndex
CREATE INDEX "QuotaSplit_guidelineId_cityCode_idx" ON "QuotaSplit"("guidelineId", "cityCode");

-- CreateIndex
CREATE INDEX "QuotaSplit_status_dueAt_idx" ON "QuotaSplit"("status", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Application_receiptNo_key" ON "Application"("receiptNo");

-- CreateIndex
CREATE UNIQUE INDEX "Application_openKey_key" ON "Application"("openKey");

-- CreateIndex
CREATE INDEX "Application_guidelineId_status_idx" ON "Application"("guidelineId", "status");

-- CreateIndex
CREATE INDEX "Application_enterpriseId_idx" ON "Application"("enterpriseId");

-- CreateIndex
CREATE INDEX "Application_unitCode_updatedAt_idx" ON "Application"("unitCode", "updatedAt");

-- CreateIndex
CREATE INDEX "Application_cityCode_updatedAt_idx" ON "Application"("cityCode", "updatedAt");

-- CreateIndex
CREATE INDEX "Application_unitCode_status_submittedAt_id_idx" ON "Application"("unitCode", "status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "Application_cityCode_status_submittedAt_id_idx" ON "Application"("cityCode", "status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "Application_cityCode_dueAt_idx" ON "Application"("cityCode", "dueAt");

-- CreateIndex
CREATE INDEX "Application_townCode_idx" ON "Application"("townCode");

-- CreateIndex
CREATE INDEX "Application_status_submittedAt_id_idx" ON "Application"("status", "submittedAt", "id");

-- CreateIndex
CREATE INDEX "Application_updatedAt_idx" ON "Application"("updatedAt");

-- CreateIndex
CREATE INDEX "Application_dueAt_idx" ON "Application"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApplicationSnapshot_applicationId_number_key" ON "ApplicationSnapshot"("applicationId", "number");

-- CreateIndex
CREATE INDEX "TextBand_applicationId_idx" ON "TextBand"("applicationId");

-- CreateIndex
CREATE INDEX "ListedRow_listedId_idx" ON "ListedRow"("listedId");

-- CreateIndex
CREATE INDEX "ListedProject_fileId_idx" ON "ListedProject"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "ListedProject_uscc_department_fund_year_projectCode_projectName_key" ON "ListedProject"("uscc", "department", "fund", "year", "projectCode", "projectName");

-- CreateIndex
CREATE INDEX "DuplicateDecision_applicationId_otherId_idx" ON "DuplicateDecision"("applicationId", "otherId");

-- CreateIndex
CREATE INDEX "DuplicateDecision_otherId_idx" ON "DuplicateDecision"("otherId");

-- CreateIndex
CREATE INDEX "DuplicateDecision_listedId_idx" ON "DuplicateDecision"("listedId");

-- CreateIndex
CREATE INDEX "InvoiceUse_applicationId_idx" ON "InvoiceUse"("applicationId");

-- CreateIndex
CREATE INDEX "RuleRun_applicationId_checkedAt_idx" ON "RuleRun"("applicationId", "checkedAt");

-- CreateIndex
CREATE INDEX "ReviewOpinion_applicationId_node_idx" ON "ReviewOpinion"("applicationId", "node");

-- CreateIndex
CREATE INDEX "ReviewOpinion_kind_closedAt_idx" ON "ReviewOpinion"("kind", "closedAt");

-- CreateIndex
CREATE INDEX "CorrectionItem_applicationId_round_idx" ON "CorrectionItem"("applicationId", "round");

-- CreateIndex
CREATE INDEX "Appeal_applicationId_idx" ON "Appeal"("applicationId");

-- CreateIndex
CREATE INDEX "Appeal_status_dueAt_idx" ON "Appeal"("status", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "RecommendationSheet_guidelineId_orgId_number_key" ON "RecommendationSheet"("guidelineId", "orgId", "number");

-- CreateIndex
CREATE INDEX "ExpertProposal_unitCode_idx" ON "ExpertProposal"("unitCode");

-- CreateIndex
CREATE INDEX "ExpertProposal_status_dueAt_idx" ON "ExpertProposal"("status", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Draw_panelId_number_key" ON "Draw"("panelId", "number");

-- CreateIndex
CREATE INDEX "TieOrder_guidelineId_idx" ON "TieOrder"("guidelineId");

-- CreateIndex
CREATE INDEX "PanelSeat_expertId_idx" ON "PanelSeat"("expertId");

-- CreateIndex
CREATE UNIQUE INDEX "PanelSeat_panelId_draw_expertId_key" ON "PanelSeat"("panelId", "draw", "expertId");

-- CreateIndex
CREATE INDEX "ScoreSheet_expertId_status_idx" ON "ScoreSheet"("expertId", "status");

-- CreateIndex
CREATE INDEX "ScoreSheet_panelId_idx" ON "ScoreSheet"("panelId");

-- CreateIndex
CREATE UNIQUE INDEX "ScoreSheet_applicationId_expertId_key" ON "ScoreSheet"("applicationId", "expertId");

-- CreateIndex
CREATE UNIQUE INDEX "AllocationPlan_guidelineId_number_key" ON "AllocationPlan"("guidelineId", "number");

-- CreateIndex
CREATE INDEX "FinanceOpinion_guidelineId_sha256_idx" ON "FinanceOpinion"("guidelineId", "sha256");

-- CreateIndex
CREATE INDEX "FinanceOpinion_planId_idx" ON "FinanceOpinion"("planId");

-- CreateIndex
CREATE INDEX "FinanceOpinion_evaluationId_idx" ON "FinanceOpinion"("evaluationId");

-- CreateIndex
CREATE UNIQUE INDEX "AllocationItem_planId_applicationId_key" ON "AllocationItem"("planId", "applicationId");

-- CreateIndex
CREATE UNIQUE INDEX "Objection_number_key" ON "Objection"("number");

-- CreateIndex
CREATE INDEX "Objection_applicationId_idx" ON "Objection"("applicationId");

-- CreateIndex
CREATE INDEX "Objection_objectorUnit_idx" ON "Objection"("objectorUnit");

-- CreateIndex
CREATE INDEX "Objection_dueAt_idx" ON "Objection"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Project_code_key" ON "Project"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Project_applicationId_key" ON "Project"("applicationId");

-- CreateIndex
CREATE INDEX "Project_unitCode_idx" ON "Project"("unitCode");

-- CreateIndex
CREATE INDEX "Project_cityCode_idx" ON "Project"("cityCode");

-- CreateIndex
CREATE INDEX "Project_enterpriseId_idx" ON "Project"("enterpriseId");

-- CreateIndex
CREATE INDEX "Project_status_idx" ON "Project"("status");

-- CreateIndex
CREATE INDEX "Project_dueAt_idx" ON "Project"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Contract_number_key" ON "Contract"("number");

-- CreateIndex
CREATE INDEX "Contract_dueAt_idx" ON "Contract"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Contract_projectId_edition_key" ON "Contract"("projectId", "edition");

-- CreateIndex
CREATE INDEX "ProgressReport_dueAt_idx" ON "ProgressReport"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "ProgressReport_projectId_period_key" ON "ProgressReport"("projectId", "period");

-- CreateIndex
CREATE UNIQUE INDEX "FundIssue_openNo_key" ON "FundIssue"("openNo");

-- CreateIndex
CREATE INDEX "FundIssue_guidelineId_idx" ON "FundIssue"("guidelineId");

-- CreateIndex
CREATE INDEX "FundIssue_status_idx" ON "FundIssue"("status");

-- CreateIndex
CREATE INDEX "Payment_issueId_idx" ON "Payment"("issueId");

-- CreateIndex
CREATE INDEX "Payment_projectId_idx" ON "Payment"("projectId");

-- CreateIndex
CREATE INDEX "Payment_payerCode_status_idx" ON "Payment"("payerCode", "status");

-- CreateIndex
CREATE INDEX "Payment_status_dueAt_idx" ON "Payment"("status", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentVoucher_paymentId_number_key" ON "PaymentVoucher"("paymentId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentVoucher_payerCode_voucherNo_key" ON "PaymentVoucher"("payerCode", "voucherNo");

-- CreateIndex
CREATE UNIQUE INDEX "Clawback_projectId_key" ON "Clawback"("projectId");

-- CreateIndex
CREATE INDEX "Clawback_enterpriseId_idx" ON "Clawback"("enterpriseId");

-- CreateIndex
CREATE INDEX "Clawback_unitCode_idx" ON "Clawback"("unitCode");

-- CreateIndex
CREATE INDEX "Clawback_cityCode_idx" ON "Clawback"("cityCode");

-- CreateIndex
CREATE INDEX "Clawback_payerCode_status_idx" ON "Clawback"("payerCode", "status");

-- CreateIndex
CREATE INDEX "Clawback_status_dueAt_idx" ON "Clawback"("status", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Repayment_reversesId_key" ON "Repayment"("reversesId");

-- CreateIndex
CREATE UNIQUE INDEX "Repayment_clawbackId_number_key" ON "Repayment"("clawbackId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Repayment_payerCode_voucherNo_voucherEntry_key" ON "Repayment"("payerCode", "voucherNo", "voucherEntry");

-- CreateIndex
CREATE INDEX "CreditRecord_enterpriseId_idx" ON "CreditRecord"("enterpriseId");

-- CreateIndex
CREATE INDEX "CreditRecord_unitCode_idx" ON "CreditRecord"("unitCode");

-- CreateIndex
CREATE INDEX "CreditRecord_cityCode_idx" ON "CreditRecord"("cityCode");

-- CreateIndex
CREATE INDEX "CreditRecord_status_dueAt_idx" ON "CreditRecord"("status", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "CreditRecord_projectId_event_key" ON "CreditRecord"("projectId", "event");

-- CreateIndex
CREATE INDEX "ChangeRequest_projectId_idx" ON "ChangeRequest"("projectId");

-- CreateIndex
CREATE INDEX "Alert_status_dueAt_idx" ON "Alert"("status", "dueAt");

-- CreateIndex
CREATE INDEX "Alert_level_status_idx" ON "Alert"("level", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Alert_projectId_number_key" ON "Alert"("projectId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Alert_projectId_openKey_key" ON "Alert"("projectId", "openKey");

-- CreateIndex
CREATE UNIQUE INDEX "Acceptance_projectId_round_key" ON "Acceptance"("projectId", "round");

-- CreateIndex
CREATE INDEX "Evaluation_dueAt_idx" ON "Evaluation"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Evaluation_projectId_year_key" ON "Evaluation"("projectId", "year");

-- CreateIndex
CREATE UNIQUE INDEX "EvaluationOpinion_evaluationId_revision_authorId_key" ON "EvaluationOpinion"("evaluationId", "revision", "authorId");

-- CreateIndex
CREATE INDEX "Consultation_evaluationId_revision_idx" ON "Consultation"("evaluationId", "revision");

-- CreateIndex
CREATE INDEX "Consultation_expertId_status_idx" ON "Consultation"("expertId", "status");

-- CreateIndex
CREATE INDEX "StoredFile_ownerType_ownerId_slot_idx" ON "StoredFile"("ownerType", "ownerId", "slot");

-- CreateIndex
CREATE INDEX "Document_ownerType_ownerId_idx" ON "Document"("ownerType", "ownerId");

-- CreateIndex
CREATE INDEX "Notice_userId_readAt_idx" ON "Notice"("userId", "readAt");

-- CreateIndex
CREATE UNIQUE INDEX "Job_uniqueKey_key" ON "Job"("uniqueKey");

-- CreateIndex
CREATE INDEX "Job_state_availableAt_idx" ON "Job"("state", "availableAt");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_at_idx" ON "AuditEntry"("actorId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_dossier_n_key" ON "AuditEntry"("dossier", "n");

-- CreateIndex
CREATE UNIQUE INDEX "LogSequence_entryId_key" ON "LogSequence"("entryId");

-- CreateIndex
CREATE INDEX "DisclosureRequest_status_dueAt_idx" ON "DisclosureRequest"("status", "dueAt");

-- CreateIndex
CREATE INDEX "DisclosureRequest_askedById_entryId_idx" ON "DisclosureRequest"("askedById", "entryId");

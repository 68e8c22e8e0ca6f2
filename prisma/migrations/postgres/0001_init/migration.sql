-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "OrgUnit" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parentId" TEXT,
    "regionCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "validUntil" TEXT,

    CONSTRAINT "OrgUnit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "ip" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "absentId" TEXT NOT NULL,
    "deputyId" TEXT NOT NULL,
    "roles" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "toldAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "endedById" TEXT,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Enterprise" (
    "id" TEXT NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Enterprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CreditFlag" (
    "id" TEXT NOT NULL,
    "enterpriseId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL DEFAULT '',
    "occurredOn" TEXT NOT NULL,
    "endsOn" TEXT,
    "basis" TEXT NOT NULL,

    CONSTRAINT "CreditFlag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Fund" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "budgetFen" BIGINT NOT NULL,

    CONSTRAINT "Fund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FundCategory" (
    "id" TEXT NOT NULL,
    "fundId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "budgetFen" BIGINT NOT NULL,
    "projectCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "FundCategory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Guideline" (
    "id" TEXT NOT NULL,
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
    "applyStart" TIMESTAMP(3) NOT NULL,
    "applyEnd" TIMESTAMP(3) NOT NULL,
    "countyEnd" TIMESTAMP(3),
    "cityEnd" TIMESTAMP(3),
    "provinceCheckEnd" TIMESTAMP(3),
    "budgetFen" BIGINT NOT NULL,
    "committedFen" BIGINT NOT NULL DEFAULT 0,
    "issuedFen" BIGINT NOT NULL DEFAULT 0,
    "paidFen" BIGINT NOT NULL DEFAULT 0,
    "receiptCount" INTEGER NOT NULL DEFAULT 0,
    "draftedById" TEXT NOT NULL,
    "approvedById" TEXT,
    "amendmentNote" TEXT,
    "publishedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Guideline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuidelineVersion" (
    "id" TEXT NOT NULL,
    "guidelineId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "configuration" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "publishedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GuidelineVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Quota" (
    "id" TEXT NOT NULL,
    "guidelineId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "limit" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "share" INTEGER,

    CONSTRAINT "Quota_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuotaSplit" (
    "id" TEXT NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuotaSplit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" TEXT NOT NULL,
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
    "submittedAt" TIMESTAMP(3),
    "dueAt" TIMESTAMP(3),
    "snapshotNumber" INTEGER NOT NULL DEFAULT 0,
    "correctionRound" INTEGER NOT NULL DEFAULT 0,
    "commitmentAt" TIMESTAMP(3),
    "openedAt" TIMESTAMP(3),
    "handlerId" TEXT,
    "scoreCenti" INTEGER,
    "rank" INTEGER,
    "reviewOutcome" TEXT,
    "proposedFen" BIGINT,
    "approvedFen" BIGINT,
    "reservedUntil" INTEGER,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "openKey" TEXT,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApplicationSnapshot" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ApplicationSnapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TextPrint" (
    "snapshotId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TextPrint_pkey" PRIMARY KEY ("snapshotId")
);

-- CreateTable
CREATE TABLE "TextBand" (
    "hash" INTEGER NOT NULL,
    "applicationId" TEXT NOT NULL,

    CONSTRAINT "TextBand_pkey" PRIMARY KEY ("hash","applicationId")
);

-- CreateTable
CREATE TABLE "ImportedList" (
    "fileId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "importedByName" TEXT NOT NULL,
    "importedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),
    "withdrawnByName" TEXT NOT NULL DEFAULT '',
    "withdrawReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ImportedList_pkey" PRIMARY KEY ("fileId")
);

-- CreateTable
CREATE TABLE "ListedRow" (
    "fileId" TEXT NOT NULL,
    "listedId" TEXT NOT NULL,
    "rowNumber" INTEGER NOT NULL,
    "undertakerName" TEXT NOT NULL,
    "amountFen" BIGINT,

    CONSTRAINT "ListedRow_pkey" PRIMARY KEY ("fileId","listedId")
);

-- CreateTable
CREATE TABLE "ListedProject" (
    "id" TEXT NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ListedProject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DuplicateDecision" (
    "id" TEXT NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DuplicateDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvoiceUse" (
    "invoiceNo" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,

    CONSTRAINT "InvoiceUse_pkey" PRIMARY KEY ("invoiceNo")
);

-- CreateTable
CREATE TABLE "RuleRun" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "checkedAt" TIMESTAMP(3) NOT NULL,
    "results" TEXT NOT NULL,

    CONSTRAINT "RuleRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewOpinion" (
    "id" TEXT NOT NULL,
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
    "closedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewOpinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CorrectionItem" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "problem" TEXT NOT NULL,
    "resolvedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CorrectionItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "reason" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "status" TEXT NOT NULL,
    "finding" TEXT,
    "filedById" TEXT NOT NULL,
    "decidedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecommendationSheet" (
    "id" TEXT NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RecommendationSheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Expert" (
    "id" TEXT NOT NULL,
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
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Expert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExpertProposal" (
    "id" TEXT NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "ExpertProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Panel" (
    "id" TEXT NOT NULL,
    "guidelineId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "seatsWanted" INTEGER NOT NULL,
    "substitutesWanted" INTEGER NOT NULL,
    "scoringStart" TIMESTAMP(3),
    "scoringEnd" TIMESTAMP(3),
    "guidelineVersion" INTEGER NOT NULL,
    "conditions" TEXT NOT NULL,
    "applicationIds" TEXT NOT NULL DEFAULT '[]',
    "createdById" TEXT NOT NULL,
    "signedById" TEXT,
    "ranking" TEXT,
    "rankingSha256" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Panel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draw" (
    "id" TEXT NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,
    "drawnAt" TIMESTAMP(3),

    CONSTRAINT "Draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TieOrder" (
    "id" TEXT NOT NULL,
    "guidelineId" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "applicationIds" TEXT NOT NULL,
    "minutesNo" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TieOrder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PanelSeat" (
    "id" TEXT NOT NULL,
    "panelId" TEXT NOT NULL,
    "expertId" TEXT NOT NULL,
    "draw" INTEGER NOT NULL DEFAULT 1,
    "role" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "leader" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "committedAt" TIMESTAMP(3),
    "declineReason" TEXT,
    "designatedById" TEXT,
    "designationReason" TEXT,
    "approvedById" TEXT,

    CONSTRAINT "PanelSeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScoreSheet" (
    "id" TEXT NOT NULL,
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
    "declaredAt" TIMESTAMP(3),
    "submittedAt" TIMESTAMP(3),
    "unlockAskedById" TEXT,
    "unlockReason" TEXT,
    "voidReason" TEXT,
    "kept" TEXT NOT NULL DEFAULT '[]',

    CONSTRAINT "ScoreSheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AllocationPlan" (
    "id" TEXT NOT NULL,
    "guidelineId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "budgetFen" BIGINT NOT NULL,
    "minutesNo" TEXT,
    "decidedAt" TIMESTAMP(3),
    "attendees" TEXT NOT NULL DEFAULT '[]',
    "postedOn" TEXT,
    "endsOn" TEXT,
    "publicityEnd" TIMESTAMP(3),
    "createdById" TEXT NOT NULL,
    "decidedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AllocationPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FinanceOpinion" (
    "id" TEXT NOT NULL,
    "guidelineId" TEXT NOT NULL,
    "planId" TEXT,
    "evaluationId" TEXT,
    "sha256" TEXT NOT NULL,
    "conclusion" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "closedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FinanceOpinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AllocationItem" (
    "id" TEXT NOT NULL,
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
    "publicityEnd" TIMESTAMP(3),

    CONSTRAINT "AllocationItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Objection" (
    "id" TEXT NOT NULL,
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
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3),
    "acceptReason" TEXT,
    "finding" TEXT,
    "result" TEXT,
    "newAmountFen" BIGINT,
    "handledById" TEXT,
    "resolvedById" TEXT,

    CONSTRAINT "Objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" TEXT NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contract" (
    "id" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "content" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bSignedAt" TIMESTAMP(3),
    "bSignedById" TEXT,
    "cSignedAt" TIMESTAMP(3),
    "cSignedById" TEXT,
    "aSignedAt" TIMESTAMP(3),
    "aSignedById" TEXT,
    "dueAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProgressReport" (
    "id" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "form" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "cumulativeFen" BIGINT NOT NULL DEFAULT 0,
    "usedFen" BIGINT NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3),
    "submittedAt" TIMESTAMP(3),
    "late" BOOLEAN NOT NULL DEFAULT false,
    "opinion" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ProgressReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FundIssue" (
    "id" TEXT NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FundIssue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" TEXT NOT NULL,
    "issueId" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "occasion" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "payerCode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3),
    "receivedOn" TEXT,
    "arrivedOn" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentVoucher" (
    "id" TEXT NOT NULL,
    "paymentId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "payerCode" TEXT NOT NULL,
    "paidOn" TEXT NOT NULL,
    "voucherNo" TEXT NOT NULL,
    "bank" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "paidById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PaymentVoucher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Clawback" (
    "id" TEXT NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "draftedById" TEXT,
    "decidedById" TEXT,
    "reversalOfId" TEXT,
    "reversalReason" TEXT NOT NULL DEFAULT '',
    "reversalById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Clawback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Repayment" (
    "id" TEXT NOT NULL,
    "clawbackId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "payerCode" TEXT NOT NULL,
    "paidOn" TEXT NOT NULL,
    "voucherNo" TEXT NOT NULL,
    "voucherEntry" INTEGER NOT NULL DEFAULT 1,
    "amountFen" BIGINT NOT NULL,
    "reversesId" TEXT,
    "recordedById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Repayment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CreditRecord" (
    "id" TEXT NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "draftedById" TEXT,
    "decidedById" TEXT,
    "passedById" TEXT,
    "repairedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CreditRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChangeRequest" (
    "id" TEXT NOT NULL,
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
    "askedAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "ChangeRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "raisedAt" TIMESTAMP(3) NOT NULL,
    "handledAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Acceptance" (
    "id" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT,
    "opinion" TEXT NOT NULL DEFAULT '',
    "members" TEXT NOT NULL DEFAULT '[]',
    "findings" TEXT NOT NULL DEFAULT '[]',
    "recognisedFen" BIGINT,
    "appliedAt" TIMESTAMP(3),
    "concludedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" TEXT NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "submittedAt" TIMESTAMP(3),
    "confirmedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EvaluationOpinion" (
    "id" TEXT NOT NULL,
    "evaluationId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "office" TEXT NOT NULL,
    "scoreCenti" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EvaluationOpinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consultation" (
    "id" TEXT NOT NULL,
    "evaluationId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "expertId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3),
    "conflict" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" TEXT NOT NULL,
    "ownerType" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "plainSha256" TEXT,
    "cipherSha256" TEXT NOT NULL,
    "uploadedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FileKey" (
    "fileId" TEXT NOT NULL,
    "wrapped" TEXT NOT NULL,

    CONSTRAINT "FileKey_pkey" PRIMARY KEY ("fileId")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,
    "readyAt" TIMESTAMP(3),
    "entryId" TEXT,
    "salt" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "readAt" TIMESTAMP(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "recordId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "office" TEXT NOT NULL DEFAULT '',
    "toldAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("recordId","kind","dueAt","office")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    "error" TEXT,

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "uniqueKey" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "maxAttempts" INTEGER NOT NULL DEFAULT 8,
    "availableAt" TIMESTAMP(3) NOT NULL,
    "claimedAt" TIMESTAMP(3),
    "claimedBy" TEXT,
    "finishedAt" TIMESTAMP(3),
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "dossier" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "actorId" TEXT,
    "unitCode" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "leaf" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditPersonal" (
    "entryId" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "AuditPersonal_pkey" PRIMARY KEY ("entryId","field")
);

-- CreateTable
CREATE TABLE "LogSequence" (
    "number" INTEGER NOT NULL,
    "entryId" TEXT NOT NULL,
    "leaf" TEXT NOT NULL,

    CONSTRAINT "LogSequence_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "LogTile" (
    "level" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "hashes" BYTEA NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "LogTile_pkey" PRIMARY KEY ("level","number")
);

-- CreateTable
CREATE TABLE "LogCheckpoint" (
    "size" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "signedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LogCheckpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "LogKey" (
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "fromEpoch" INTEGER NOT NULL,
    "fromSize" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LogKey_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "LogEpoch" (
    "epoch" INTEGER NOT NULL,
    "keptSize" INTEGER NOT NULL,
    "lostNote" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LogEpoch_pkey" PRIMARY KEY ("epoch")
);

-- CreateTable
CREATE TABLE "EpochRequest" (
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL,
    "keptSize" INTEGER NOT NULL,
    "lostNote" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "EpochRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DisclosureRequest" (
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "entryId" TEXT NOT NULL,
    "office" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3),
    "answeredById" TEXT,
    "answeredAt" TIMESTAMP(3),
    "takeUntil" TIMESTAMP(3),

    CONSTRAINT "DisclosureRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LogDay" (
    "day" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "root" TEXT NOT NULL,

    CONSTRAINT "LogDay_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "day" TEXT NOT NULL,
    "working" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "RefusalCount" (
    "key" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RefusalCount_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
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
CREATE UNIQUE INDEX "ListedProject_uscc_department_fund_year_projectCode_project_key" ON "ListedProject"("uscc", "department", "fund", "year", "projectCode", "projectName");

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

-- AddForeignKey
ALTER TABLE "OrgUnit" ADD CONSTRAINT "OrgUnit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "OrgUnit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "OrgUnit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_absentId_fkey" FOREIGN KEY ("absentId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditFlag" ADD CONSTRAINT "CreditFlag_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundCategory" ADD CONSTRAINT "FundCategory_fundId_fkey" FOREIGN KEY ("fundId") REFERENCES "Fund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Guideline" ADD CONSTRAINT "Guideline_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "FundCategory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuidelineVersion" ADD CONSTRAINT "GuidelineVersion_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quota" ADD CONSTRAINT "Quota_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuotaSplit" ADD CONSTRAINT "QuotaSplit_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_enterpriseId_fkey" FOREIGN KEY ("enterpriseId") REFERENCES "Enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApplicationSnapshot" ADD CONSTRAINT "ApplicationSnapshot_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TextBand" ADD CONSTRAINT "TextBand_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListedRow" ADD CONSTRAINT "ListedRow_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "ImportedList"("fileId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListedRow" ADD CONSTRAINT "ListedRow_listedId_fkey" FOREIGN KEY ("listedId") REFERENCES "ListedProject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListedProject" ADD CONSTRAINT "ListedProject_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "ImportedList"("fileId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DuplicateDecision" ADD CONSTRAINT "DuplicateDecision_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DuplicateDecision" ADD CONSTRAINT "DuplicateDecision_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DuplicateDecision" ADD CONSTRAINT "DuplicateDecision_listedId_fkey" FOREIGN KEY ("listedId") REFERENCES "ListedProject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvoiceUse" ADD CONSTRAINT "InvoiceUse_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RuleRun" ADD CONSTRAINT "RuleRun_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewOpinion" ADD CONSTRAINT "ReviewOpinion_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CorrectionItem" ADD CONSTRAINT "CorrectionItem_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Panel" ADD CONSTRAINT "Panel_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draw" ADD CONSTRAINT "Draw_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TieOrder" ADD CONSTRAINT "TieOrder_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelSeat" ADD CONSTRAINT "PanelSeat_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelSeat" ADD CONSTRAINT "PanelSeat_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreSheet" ADD CONSTRAINT "ScoreSheet_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreSheet" ADD CONSTRAINT "ScoreSheet_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreSheet" ADD CONSTRAINT "ScoreSheet_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllocationPlan" ADD CONSTRAINT "AllocationPlan_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FinanceOpinion" ADD CONSTRAINT "FinanceOpinion_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FinanceOpinion" ADD CONSTRAINT "FinanceOpinion_planId_fkey" FOREIGN KEY ("planId") REFERENCES "AllocationPlan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FinanceOpinion" ADD CONSTRAINT "FinanceOpinion_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllocationItem" ADD CONSTRAINT "AllocationItem_planId_fkey" FOREIGN KEY ("planId") REFERENCES "AllocationPlan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllocationItem" ADD CONSTRAINT "AllocationItem_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contract" ADD CONSTRAINT "Contract_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgressReport" ADD CONSTRAINT "ProgressReport_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundIssue" ADD CONSTRAINT "FundIssue_guidelineId_fkey" FOREIGN KEY ("guidelineId") REFERENCES "Guideline"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "FundIssue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentVoucher" ADD CONSTRAINT "PaymentVoucher_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clawback" ADD CONSTRAINT "Clawback_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Repayment" ADD CONSTRAINT "Repayment_clawbackId_fkey" FOREIGN KEY ("clawbackId") REFERENCES "Clawback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditRecord" ADD CONSTRAINT "CreditRecord_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRequest" ADD CONSTRAINT "ChangeRequest_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Acceptance" ADD CONSTRAINT "Acceptance_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationOpinion" ADD CONSTRAINT "EvaluationOpinion_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_evaluationId_fkey" FOREIGN KEY ("evaluationId") REFERENCES "Evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Expert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

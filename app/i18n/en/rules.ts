import type { rules as source } from '../zh-CN/rules.ts'

export const rules = {
  pass: 'As required',
  not_applicable: 'Does not apply to this project',
  missing: 'Needed for this check and not given: {fields}. Fill it in first',
  missing_in_profile:
    'The enterprise profile has no “{field}”: fill it in under “Enterprises” on the left, then check again',
  wrong_params: 'The rule’s parameters are wrong; tell the office that published the guideline',
  unknown_rule: 'The catalogue has no rule {code}; tell the office that published the guideline',
  /** what a rule compared */
  evidence: {
    typed: 'As typed',
    library: 'In the library',
    unit: 'Area of the recommending unit',
    prefix: 'Area that may apply',
    region: 'Area of registration',
    independent: 'Independent legal person',
    establishedOn: 'Established on',
    cutOff: 'Counted up to',
    months: 'Months',
    status: 'Business status',
    code: 'Code',
    allowed: 'Industries supported',
    tags: 'Qualifications',
    size: 'Size',
    on: 'Checked on',
    year: 'Year',
    revenue: 'Revenue (10,000 yuan)',
    rnd: 'Research (10,000 yuan)',
    minRevenueWan: 'Least revenue (10,000 yuan)',
    minRndShare: 'Least share of research',
    assets: 'Assets (10,000 yuan)',
    debts: 'Debts (10,000 yuan)',
    maxDebtRatio: 'Highest debt ratio',
    hits: 'Records found',
    records: 'Credit records of special funds in force',
    since: 'Counted from',
    accidents: 'Accidents',
    declared: 'Declared by the applicant',
    years: 'Years to compare',
    rating: 'Rating of the audit firm',
    tolerance: 'Difference allowed',
    known: 'In the library (10,000 yuan)',
    grade: 'Grade of resource use',
    projects: 'Projects not accepted yet',
    limit: 'Applications allowed',
    others: 'Others found',
    threshold: 'Threshold of likeness',
    invoices: 'Invoices',
    filingNo: 'Filing number',
    undertaker: 'Filed by',
    location: 'Area of construction',
    start: 'Start',
    end: 'End',
    startFrom: 'Earliest start',
    endFrom: 'Earliest end',
    endBy: 'Latest end',
    maxMonths: 'Most months',
    staff: 'Staff',
    division: 'Industry division',
    awards: 'Fixed awards (× 10,000 yuan)',
    from: 'Window from',
    to: 'Window to',
    lines: 'Lines of equipment',
    excluded: 'Not counted',
    outside: 'Lines outside the period',
    unordered: 'Lines out of order',
    quantity: 'Targets of quantity',
    benefit: 'Targets of benefit',
    askedQuantity: 'Targets of quantity asked',
    askedBenefit: 'Targets of benefit asked',
    total: 'Total investment (10,000 yuan)',
    equipment: 'Equipment (10,000 yuan)',
    minTotal: 'Least investment (10,000 yuan)',
    minEquipment: 'Least equipment (10,000 yuan)',
    investment: 'Sum of items (10,000 yuan)',
    sources: 'Sum of sources (10,000 yuan)',
    yearly: 'Sum of years (10,000 yuan)',
    requested: 'Requested (10,000 yuan)',
    base: 'Eligible base (10,000 yuan)',
    ratio: 'Share of support (%)',
    share: 'Support by that share (10,000 yuan)',
    cap: 'Most (10,000 yuan)',
    floor: 'Least (10,000 yuan)',
    own: 'Own money (10,000 yuan)',
    percent: 'Least share of own money (%)',
    files: 'Files',
    complaints: 'Problems',
    committed: 'Committed at',
    found: 'Found in the text',
  },
  R01: {
    title: 'The credit code is valid and that of the account',
    invalid:
      'The unified social credit code is not valid; compare the 18 characters with the licence (table 2)',
    fail: 'The credit code {typed} is not that of this account’s enterprise, {library}; enter the latter',
  },
  R02: {
    title: 'Registered in the province, as the library says',
    empty: 'The region of registration is empty (table 2)',
    outside:
      'The library’s region {region} is outside the area of this guideline (codes beginning with {prefix})',
    fail: 'The region {typed} differs from the library’s {library}; change it, or update the profile first',
  },
  R03: {
    title: 'An independent legal person',
    fail: 'A branch cannot apply; let the head office apply, which is a legal person',
  },
  R04: {
    title: 'Established long enough',
    fail: 'Established on {establishedOn}, less than {months} months before {cutOff}',
    manual:
      'Established on {establishedOn}, less than {months} months before {cutOff}; of an exempt kind, to be confirmed by a person',
  },
  R05: {
    title: 'In business',
    fail: 'The library does not list the enterprise as in business; settle it with the registry first',
  },
  R06: {
    title: 'Industry within the guideline',
    fail: 'Industry code {code} is not within the guideline (table 2)',
  },
  R07: {
    title: 'Kind of enterprise',
    fail: 'The library shows none of the qualifications or sizes asked for ({asked})',
  },
  R08: {
    title: 'Revenue and research share',
    revenue:
      'Revenue of {year} is {revenue} × 10,000 yuan, below the {minRevenueWan} × 10,000 yuan asked for (table 3)',
    fail: 'Research expense of {year} is {rnd} × 10,000 yuan, less than {share}% of the revenue of {revenue} × 10,000 yuan (table 3)',
  },
  R09: {
    title: 'Debt ratio not too high',
    negative:
      'Debts of {debts} × 10,000 yuan are not below assets of {assets} × 10,000 yuan: no positive net assets (table 3)',
    fail: 'Debts of {debts} × 10,000 yuan ÷ assets of {assets} × 10,000 yuan: the debt ratio is above {ratio}% (table 3)',
  },
  R10: {
    title: 'No record of dishonesty or abnormal operation',
    judgment_defaulter: 'The applicant is listed as a judgment defaulter; have the credit restored first',
    seriously_dishonest: 'The applicant is listed as seriously dishonest; have the credit restored first',
    abnormal_operation: 'The applicant is on the list of abnormal operation; have it removed first',
    record_grave:
      'The applicant has a grave credit record with special funds ({basis}) until {until}; have it repaired first',
    record_serious:
      'The applicant has a serious credit record with special funds ({basis}) until {until}; have it repaired first',
    record_general:
      'The applicant has a general credit record with special funds ({basis}) until {until}; have it repaired first',
    look_grave:
      'The applicant has a grave credit record with special funds ({basis}) until {until}; the reviewer takes note',
    look_serious:
      'The applicant has a serious credit record with special funds ({basis}) until {until}; the reviewer takes note',
    look_general:
      'The applicant has a general credit record with special funds ({basis}) until {until}; the reviewer takes note',
  },
  R11: {
    title: 'No major accident in recent years',
    fail: 'A major safety, environment or quality accident in the last {years} years ({days}) rules out an application',
    declared: 'The declaration of no major accident in the last {years} years was not given (table 11)',
  },
  R12: {
    title: 'Earlier projects accepted',
    fail: 'These projects have not been accepted: {projects}. Complete their acceptance first',
  },
  R13: {
    title: 'Number of applications',
    fail: 'An applicant may hand in {limit}; already handed in: {projects}',
  },
  R14: {
    title: 'Not funded before',
    manual: 'Close in name or code to funded projects, to be compared by a person: {projects}',
  },
  R15: {
    title: 'Invoices not used twice',
    fail: 'These invoices are used in other applications; remove or replace them: {invoices} (table 7)',
  },
  R16: {
    title: 'The project is filed',
    fail: 'Neither project code nor filing number is given; give at least one (table 4)',
    undertaker: 'The filing names “{undertaker}”, not the applicant',
    manual: 'A person compares the filing {code} and the builder it names',
  },
  R17: {
    title: 'Built in the recommender’s area',
    fail: 'The site {location} is outside the area of the recommending unit {unit}; check it (table 4)',
  },
  R18: {
    title: 'Construction period',
    reversed: 'The end {end} is before the start {start} (table 4)',
    start: 'The start {start} is before {startFrom} (table 4)',
    early: 'The end {end} is before {endFrom} (table 4)',
    end: 'The end {end} is after {endBy} (table 4)',
    fail: 'The period is {months} months, more than {maxMonths} (table 4)',
  },
  R19: {
    title: 'Evidence of investment within the window',
    warn: 'Contract, invoice or payment of lines {lines} is undated or not between {from} and {to}; these lines do not count (table {table})',
    fail: 'Contract, invoice or payment of every line is undated or not between {from} and {to}; nothing counts (table {table})',
  },
  R20: {
    title: 'Size of the investment',
    fail: 'The total investment is {total} × 10,000 yuan, below the {minTotal} × 10,000 yuan asked for (table 4)',
    equipment:
      'Equipment and software are {equipment} × 10,000 yuan, below the {minEquipment} × 10,000 yuan asked for (table 5)',
  },
  R21: {
    title: 'Investment, sources and years add up',
    investment:
      'Investment items of {sum} × 10,000 yuan ≠ total investment of {total} × 10,000 yuan; the difference is {difference} × 10,000 yuan (table {table})',
    sources:
      'Sources of {sum} × 10,000 yuan ≠ total investment of {total} × 10,000 yuan; the difference is {difference} × 10,000 yuan (table {table})',
    yearly:
      'Years of {sum} × 10,000 yuan ≠ total investment of {total} × 10,000 yuan; the difference is {difference} × 10,000 yuan (table {table})',
  },
  R22: {
    title: 'The amount asked for is within the limits',
    award:
      'The amount of {requested} × 10,000 yuan is no award of this direction, which pays {awards} × 10,000 yuan (table 4)',
    whole: 'The amount of {requested} × 10,000 yuan is not in whole units of 10,000 yuan (table 4)',
    fail: 'The amount of {requested} × 10,000 yuan is above {ratio}% of the eligible {base} × 10,000 yuan = {share} × 10,000 yuan ({excluded} × 10,000 yuan left out)',
    cap: 'The amount of {requested} × 10,000 yuan is above the cap of {cap} × 10,000 yuan (table 4)',
    floor: 'The amount of {requested} × 10,000 yuan is below the floor of {floor} × 10,000 yuan (table 4)',
  },
  R23: {
    title: 'Share of own money',
    fail: 'Own money of {own} × 10,000 yuan is less than {percent}% of the {requested} × 10,000 yuan asked for (table {table})',
  },
  R24: {
    title: 'Attachments are complete and readable',
    fail: 'The attachment “{slot}” is required; upload it',
    many: 'The attachment “{slot}” takes at most {max} files; remove some',
    unreadable: '“{file}” in “{slot}” cannot be read, is not what it says or has a password; upload it again',
    empty: '“{file}” in “{slot}” is empty; upload it again',
    large: '“{file}” in “{slot}” is larger than {max} MB; make it smaller',
    format: '“{file}” in “{slot}” has the wrong format; use {formats}',
  },
  R25: {
    title: 'Commitment signed and sealed',
    fail: 'The legal representative “{typed}” differs from the library’s “{library}” (table 2)',
    manual: 'A person looks at signature and seal of the commitment',
    uncommitted: 'The commitment is confirmed before submission; a person looks at its signature and seal',
  },
  R26: {
    title: 'Audit reports',
    manual: 'A person compares the report codes of {years} and the firm’s rating ({rating} or above)',
  },
  R27: {
    title: 'Finance agrees with the library',
    fail: 'Revenue of {year}: {typed} × 10,000 yuan here and {known} × 10,000 yuan in the library are more than {tolerance}% apart (table 3)',
  },
  R28: {
    title: 'Milestones in order and inside the period',
    fail: 'Lines {lines} are outside the period from {start} to {end} (table {table})',
    order: 'Lines {lines} end before they start, or start before the line above (table {table})',
  },
  R29: {
    title: 'Performance targets',
    fail: 'With number and unit there are {quantity} quantity and {benefit} benefit targets; {askedQuantity} and {askedBenefit} are asked for (table {table})',
  },
  R30: {
    title: 'Not both subsidy of interest and grant',
    fail: 'The same investment has had an interest subsidy and cannot have this grant (table 4)',
    other: 'The same investment is in “{project}” under another mode of support; choose one',
  },
  R31: {
    title: 'Evaluation of resource use',
    fail: 'The evaluation of resource use is {grade}, which rules out an application',
    manual: 'The library has no evaluation of resource use; a person looks it up',
  },
  R32: {
    title: 'Phone not shared with other applicants',
    fail: 'The contact’s mobile is that of {count} other applicants; give that of someone of your own',
  },
  R33: {
    title: 'No names of other companies, no residue of templates',
    fail: 'Found in the text: {found}. Check and remove',
  },
  R34: {
    title: 'Size as staff and revenue give it',
    fail: 'The size typed is {typed}; {staff} people and a revenue of {revenue} × 10,000 yuan make it {size} (table 2), please check',
  },
} satisfies typeof source

import type { audit as source } from '../zh-CN/audit.ts'

export const audit = {
  title: 'Check an entry',
  lead: 'Everything done in this system is written to a log that only grows, signed with the key of the log. This page shows the proof of entry {index}.',
  entry: 'Entry number',
  leaf: 'Hash',
  short: 'As printed (first 16 digits)',
  size: 'Checkpoint of the proof',
  sizeText: 'first {size} entries',
  signedAt: 'Signed at',
  origin: 'Name of the log',
  key: 'Public key of the log',
  keyHint: 'Compare it with the key published in the gazette or on the public pages.',
  checks: 'Checked in your browser',
  checking: 'Checking …',
  printed: {
    right: 'The hash is the one printed on the document or carried by the code.',
    wrong:
      'The hash is not the one printed on the document or carried by the code: they do not belong together.',
    unknown: 'No printed hash was handed over. Compare the hash above digit by digit.',
  },
  included: {
    right: 'The entry is in the signed log, at this place.',
    wrong: 'The proof does not lead from this entry to the signed log.',
    unknown:
      'Browsers do not calculate at addresses without encryption. Download the proof and check it offline.',
  },
  signed: {
    right: 'The checkpoint is signed by the key above.',
    wrong: 'The checkpoint bears no valid signature of the key above.',
    unknown: 'This browser does not know the kind of signature. Download the proof and check it offline.',
  },
  meaning: 'What this proves',
  proves: [
    'Before the time of the signature, an entry whose content has this hash stood at this place of the log.',
    'Had anyone since changed, removed or inserted an earlier entry, the signed root would be another.',
    'The content is not shown here; who holds it can compute the hash and compare.',
    'If a PDF or a workbook led you here: that the printed number and hash are those above says that the entry exists. Whether the file is the one that was issued, the verifier tells from the file itself, which carries the proof and the data of the document.',
  ].join('\n'),
  limits:
    'It does not prove that what the entry says is true, only that it was recorded then and not changed since.',
  download: 'Download the proof',
  offline: 'The proof can be checked with the verifier (folder verifier) on a machine without network.',
  proof: 'Proof',
  receipt: {
    title: 'Receipt',
    waiting: 'What you did is done and recorded. The log is at work; the proof will appear here by itself.',
    short: 'First 16 digits of the hash',
    signedAt: 'Checkpoint signed at',
    check: 'Check this entry',
  },
  log: {
    title: 'The log in public',
    lead: 'Anybody may fetch the keys, the signed checkpoint and the hashes of the log, and watch that it only grows. What the entries say is not public.',
    keys: 'Keys of the log',
    keysHint:
      'Where a key takes over, the old one and the new one both sign; old proofs are still checked with the old key. Copy the list to a disk of your own.',
    keysFile: 'Download the list of keys',
    beside:
      'Every checkpoint is signed by these keys as well, each in its time; they are enough to check with.',
    besideFile: 'Download the list of these keys',
    from: 'Signs from',
    place: 'epoch {epoch}, entry {size}',
    checkpoint: 'Newest checkpoint',
    empty: 'The log has no signed entries yet.',
    witness:
      'witness.mjs of the verifier (folder verifier) fetches the checkpoint on another machine, as often as you like, and finds a rewritten history: node witness.mjs --log THIS-PAGE --key LIST-OF-KEYS --state FILE',
    epochs: 'What was declared lost',
    epoch:
      'Epoch {epoch}: the entries of epoch {of} from {kept} up to {lost} were lost by a restore, asked by {asked} and declared by {declared}.',
    epochOther:
      'Epoch {epoch}: another history ({lost} entries of epoch {of}) was declared lost, and the log went on from the {kept} that were here, asked by {asked} and declared by {declared}.',
    daily: 'Daily roots',
    dailyHint:
      'The root of the last checkpoint of each day. Once printed and kept, no earlier history can be rewritten without a trace.',
    noDaily: 'No day is over yet.',
    day: 'Day',
    size: 'Entries',
    root: 'Root',
  },
} satisfies typeof source

/** Kinds of dossiers whose timeline the enterprise reads. */
const dossiers = [
  'application',
  'project',
  'contract',
  'report',
  'payment',
  'clawback',
  'credit',
  'evaluation',
  'alert',
]

/** Reasons that stay among the offices. */
const amongOffices = [
  'application.return_down',
  'application.send_to_site',
  'application.end_site',
  'application.unpropose',
  'alert.handle',
  'alert.return',
  'alert.close',
  'alert.lift',
  'clawback.ask_reversal',
  'clawback.decline_reversal',
]

/** Reasons that the province and whoever watches it read, nobody below. */
const withinProvince = [
  'payment.drop',
  'clawback.send_back',
  'credit.send_back',
  'credit.drop',
  'credit.pass_repair',
  'evaluation.decline_co_confirm',
]

/** Reasons that no page of a dossier shows. */
const inLog = ['application.recuse']

/** Who reads the reason of an act, '<workflow>.<transition>'; `record`: whoever reads the record it belongs to. */
export function reasonReaders(act: string): 'enterprise' | 'offices' | 'province' | 'log' | 'record' {
  if (inLog.includes(act)) return 'log'
  if (amongOffices.includes(act)) return 'offices'
  if (withinProvince.includes(act)) return 'province'
  const [workflow = ''] = act.split('.')
  return dossiers.includes(workflow) ? 'enterprise' : 'record'
}

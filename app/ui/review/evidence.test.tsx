import { expect, test } from 'vitest'
import { render } from '../testing.tsx'
import { RuleEvidence } from './evidence.tsx'

test('what a rule compared is told in words, codes of lists by their names', () => {
  const evidence = { status: 'in_business', size: 'medium', tags: 'ZJTX', hits: 'abnormal_operation' }
  expect(render(<RuleEvidence evidence={evidence} />)).not.toMatch(/>[^<]*[A-Za-z]/)
  expect(render(<RuleEvidence evidence={evidence} />, { locale: 'en' })).toContain('In business')
})

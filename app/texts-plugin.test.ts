import { expect, test } from 'vitest'
import { keysIn, textsIn, textsOfPage } from '../texts-plugin.ts'

test('a module names texts by their key, or by what stands around a part that is only known later', () => {
  const code = [
    '/** not of a comment: `refusal.${code}` */',
    "t('review.title')",
    't(`review.views.${view}`)',
    't(`application.edition${more}`)',
    'text(`rules.${code}.title`)',
    'text(`transition.${own ? `project` : act}.label`)',
    'className={`approval${more}`}',
    "const place = 'scoring.kind'",
    "import x from './review.tsx'",
    "stage === 'review'",
  ].join('\n')
  expect(keysIn(code)).toEqual([
    'review.title',
    'review.views.*',
    'application.edition*',
    'rules.*.title',
    'transition.*.label',
    'scoring.kind',
  ])
})

test('a page gets the texts under its keys and no others', () => {
  const messages = { review: { title: '审核', views: { mine: '待办', all: '全部' }, note: '说明' } }
  expect(textsIn(messages, ['review.title', 'review.views', 'review.absent'])).toEqual({
    review: { title: '审核', views: { mine: '待办', all: '全部' } },
  })
  expect(textsIn(messages, ['review.views.mine', 'review.views'])).toEqual({
    review: { views: { mine: '待办', all: '全部' } },
  })
  expect(textsIn(messages, ['review.views.*'])).toEqual({ review: { views: messages.review.views } })
})

test('of a choice whose end is known a page gets no more than those ends', () => {
  const act = { label: '提交', effect: '进入审核' }
  expect(textsIn({ transition: { project: { sign: act, close: act } } }, ['transition.*.label'])).toEqual({
    transition: { project: { sign: { label: '提交' }, close: { label: '提交' } } },
  })
})

/** What the file of a page holds. */
function textsOf(page: string, locale: string): unknown {
  const { load } = textsOfPage()
  const id = `\0virtual:texts/${page}?${locale}`
  const file = typeof load === 'function' ? load.call({} as never, id) : ''
  return JSON.parse(String(file).replace('export default ', ''))
}

test.each(['zh-CN', 'en'])('in %s the list of projects loads what it and its parts say', (locale) => {
  const texts = textsOf('routes/tracking/list.tsx', locale)
  expect(texts).toMatchObject({ tracking: { views: { running: expect.any(String) } } })
  for (const absent of ['refusal', 'problem', 'common', 'rules']) expect(texts).not.toHaveProperty(absent)
})

test('what a part says that is only loaded when it is needed is there too', () => {
  expect(textsOf('routes/inside.tsx', 'zh-CN')).toHaveProperty('audit.receipt')
})

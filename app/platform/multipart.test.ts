import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readUpload } from './multipart.server.ts'

function post(form: FormData): Request {
  return new Request('https://qixiang.test/', { method: 'POST', body: form })
}

test('fields and the file after them, whatever the file holds', async () => {
  const form = new FormData()
  form.append('slot', '审计')
  const content = `一\r\n--x\r\n\r\n${'长'.repeat(200_000)}\r\n`
  form.append('file', new File([content], '报告 "1".pdf'))
  const upload = await readUpload(post(form))
  expect(upload).toMatchObject({ ok: true, value: { fields: { slot: '审计' }, name: '报告 "1".pdf' } })
  expect(upload.ok && (await text(upload.value.content as never))).toBe(content)
})

test('an empty file is an empty file', async () => {
  const form = new FormData()
  form.append('file', new File([], '空.pdf'))
  const upload = await readUpload(post(form))
  expect(upload.ok && (await text(upload.value.content as never))).toBe('')
})

test('the character NUL is refused in names and fields, and kept in files', async () => {
  const upload = async (field: string, name: string) => {
    const form = new FormData()
    form.append('slot', field)
    form.append('file', new File(['a\0b'], name))
    return readUpload(post(form))
  }
  const kept = await upload('审计', 'a.pdf')
  expect(kept.ok && (await text(kept.value.content as never))).toBe('a\0b')
  for (const [field, name] of [
    ['审\0计', 'a.pdf'],
    ['审计', 'a\0.pdf'],
  ] as const)
    expect(await upload(field, name)).toMatchObject({ refusal: { code: 'upload_unreadable', status: 400 } })
})

test('no form, a form without a file, and a form that breaks off', async () => {
  const bare = new Request('https://qixiang.test/', { method: 'POST', body: 'x' })
  const form = new FormData()
  form.append('slot', 'x')
  for (const request of [bare, post(form)])
    expect(await readUpload(request)).toMatchObject({ refusal: { code: 'upload_unreadable', status: 400 } })
  const broken = new Request('https://qixiang.test/', {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nhalf',
  })
  const upload = await readUpload(broken)
  await expect(upload.ok && text(upload.value.content as never)).rejects.toThrow('broke off')
})

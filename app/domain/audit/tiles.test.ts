import { expect, test } from 'vitest'
import { entriesPath, entryBundle, parseTilePath, placeOfNode, tilePath, tilesOf } from './tiles.ts'

test('paths are those of C2SP tlog-tiles', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
  expect(tilePath({ level: 1, index: 0, width: 17 })).toBe('tile/1/000.p/17')
  expect(tilePath({ level: 0, index: 999, width: 256 })).toBe('tile/0/999')
  expect(tilePath({ level: 0, index: 1000, width: 1 })).toBe('tile/0/x001/000.p/1')
  expect(entriesPath(273, 112)).toBe('tile/entries/273.p/112')
})

test("the specification's tree of 70,000: 273 full tiles, 112, one full, 17, and 1", () => {
  const tiles = tilesOf(70_000)
  expect(tiles.filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273)
  expect(tiles.slice(273).map(({ level, index, width }) => [level, index, width])).toEqual([
    [0, 273, 112],
    [1, 0, 256],
    [1, 1, 17],
    [2, 0, 1],
  ])
  expect(tilesOf(256)).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ])
  expect(tilesOf(0)).toEqual([])
})

test('a node lies in one tile', () => {
  expect(placeOfNode(0, 300)).toEqual({ level: 0, index: 1, from: 44, to: 45 })
  expect(placeOfNode(7, 3)).toEqual({ level: 0, index: 1, from: 128, to: 256 })
  expect(placeOfNode(8, 1)).toEqual({ level: 1, index: 0, from: 1, to: 2 })
  expect(placeOfNode(9, 128)).toEqual({ level: 1, index: 1, from: 0, to: 2 })
})

test('a bundle writes lengths before entries', () => {
  const long = new Uint8Array(258)
  expect(entryBundle([new Uint8Array([7]), long]).slice(0, 5)).toEqual(new Uint8Array([0, 1, 7, 1, 2]))
  expect(() => entryBundle([new Uint8Array(61_441)])).toThrow('61441')
})

test('only paths that the specification writes name a tile of hashes', () => {
  for (const tile of tilesOf(70_000)) expect(parseTilePath(tilePath(tile).slice(5))).toEqual(tile)
  for (const path of [
    'entries/000',
    '0/0',
    '0/x000/001',
    '0/x001/67',
    '9/000',
    '0/000.p/0',
    '0/000.p/256',
    '0/000.p/01',
    '0/000/',
    '-1/000',
    '0/../key',
    `0/${'x999/'.repeat(6)}999`,
  ])
    expect([path, parseTilePath(path)]).toEqual([path, null])
})

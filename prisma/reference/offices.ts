import regions from './regions-jiangsu.json' with { type: 'json' }

export type Office = {
  code: string
  name: string
  nameEn: string
  level: 'province' | 'city' | 'county' | 'town'
  kind: 'admin' | 'zone' | 'town'
  parent: string | null
  /** statistical region, six digits */
  regionCode: string
}

/** GB/T 2260 units of the province: key by code, two districts may share a name. */
const administrative: Office[] = regions.map((region) => ({
  code: region.code,
  name: region.name,
  nameEn: region.nameEn,
  level: region.level === 'province' ? 'province' : region.level === 'city' ? 'city' : 'county',
  kind: 'admin',
  parent: region.parent,
  regionCode: region.code,
}))

/** Development zones recommend like counties; their pseudo codes are those of the statistical list (domain H.2). */
const zones: Office[] = [
  zone('320371', '徐州经济技术开发区', 'Xuzhou Economic and Technological Development Zone'),
  zone('320576', '苏州工业园区', 'Suzhou Industrial Park'),
  zone('320671', '南通经济技术开发区', 'Nantong Economic and Technological Development Zone'),
  zone('320771', '连云港经济技术开发区', 'Lianyungang Economic and Technological Development Zone'),
  zone('320871', '淮安经济技术开发区', "Huai'an Economic and Technological Development Zone"),
  zone('320971', '盐城经济技术开发区', 'Yancheng Economic and Technological Development Zone'),
  zone('321071', '扬州经济技术开发区', 'Yangzhou Economic and Technological Development Zone'),
  zone('321171', '镇江新区', 'Zhenjiang New Area'),
  zone('321371', '宿迁经济技术开发区', 'Suqian Economic and Technological Development Zone'),
  { ...zone('320214451', '无锡高新技术产业开发区', 'Wuxi High-Tech Zone'), regionCode: '320214' },
]

function zone(code: string, name: string, nameEn: string): Office {
  const parent = `${code.slice(0, 4)}00`
  return { code, name, nameEn, level: 'county', kind: 'zone', parent, regionCode: parent }
}

/** Every office that acts in a chain, parents before children. */
export const offices: readonly Office[] = [...administrative, ...zones]

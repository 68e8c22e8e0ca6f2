import { narrow } from './decimal.ts'

/** Divisions (大类) of GB/T 4754-2017 that the funds serve: industry B 7 + C 31 + D 3 = 41, and I 63 to 65. Domain H.6. */

export type Division = { section: 'B' | 'C' | 'D' | 'I'; code: string; zh: string; en: string }

export const divisions: readonly Division[] = [
  { section: 'B', code: '06', zh: '煤炭开采和洗选业', en: 'Mining and washing of coal' },
  { section: 'B', code: '07', zh: '石油和天然气开采业', en: 'Extraction of petroleum and natural gas' },
  { section: 'B', code: '08', zh: '黑色金属矿采选业', en: 'Mining and processing of ferrous metal ores' },
  { section: 'B', code: '09', zh: '有色金属矿采选业', en: 'Mining and processing of non-ferrous metal ores' },
  { section: 'B', code: '10', zh: '非金属矿采选业', en: 'Mining and processing of non-metal ores' },
  {
    section: 'B',
    code: '11',
    zh: '开采专业及辅助性活动',
    en: 'Professional and support activities for mining',
  },
  { section: 'B', code: '12', zh: '其他采矿业', en: 'Other mining' },
  { section: 'C', code: '13', zh: '农副食品加工业', en: 'Processing of food from agricultural products' },
  { section: 'C', code: '14', zh: '食品制造业', en: 'Manufacture of foods' },
  {
    section: 'C',
    code: '15',
    zh: '酒、饮料和精制茶制造业',
    en: 'Manufacture of liquor, beverages and refined tea',
  },
  { section: 'C', code: '16', zh: '烟草制品业', en: 'Manufacture of tobacco' },
  { section: 'C', code: '17', zh: '纺织业', en: 'Manufacture of textiles' },
  { section: 'C', code: '18', zh: '纺织服装、服饰业', en: 'Manufacture of textile apparel and accessories' },
  {
    section: 'C',
    code: '19',
    zh: '皮革、毛皮、羽毛及其制品和制鞋业',
    en: 'Manufacture of leather, fur, feather and related products and footwear',
  },
  {
    section: 'C',
    code: '20',
    zh: '木材加工和木、竹、藤、棕、草制品业',
    en: 'Processing of timber; products of wood, bamboo, rattan, palm and straw',
  },
  { section: 'C', code: '21', zh: '家具制造业', en: 'Manufacture of furniture' },
  { section: 'C', code: '22', zh: '造纸和纸制品业', en: 'Manufacture of paper and paper products' },
  {
    section: 'C',
    code: '23',
    zh: '印刷和记录媒介复制业',
    en: 'Printing and reproduction of recording media',
  },
  {
    section: 'C',
    code: '24',
    zh: '文教、工美、体育和娱乐用品制造业',
    en: 'Manufacture of articles for culture, education, arts and crafts, sport and entertainment',
  },
  {
    section: 'C',
    code: '25',
    zh: '石油、煤炭及其他燃料加工业',
    en: 'Processing of petroleum, coal and other fuels',
  },
  {
    section: 'C',
    code: '26',
    zh: '化学原料和化学制品制造业',
    en: 'Manufacture of raw chemical materials and chemical products',
  },
  { section: 'C', code: '27', zh: '医药制造业', en: 'Manufacture of medicines' },
  { section: 'C', code: '28', zh: '化学纤维制造业', en: 'Manufacture of chemical fibres' },
  { section: 'C', code: '29', zh: '橡胶和塑料制品业', en: 'Manufacture of rubber and plastics products' },
  { section: 'C', code: '30', zh: '非金属矿物制品业', en: 'Manufacture of non-metallic mineral products' },
  { section: 'C', code: '31', zh: '黑色金属冶炼和压延加工业', en: 'Smelting and pressing of ferrous metals' },
  {
    section: 'C',
    code: '32',
    zh: '有色金属冶炼和压延加工业',
    en: 'Smelting and pressing of non-ferrous metals',
  },
  { section: 'C', code: '33', zh: '金属制品业', en: 'Manufacture of metal products' },
  { section: 'C', code: '34', zh: '通用设备制造业', en: 'Manufacture of general-purpose machinery' },
  { section: 'C', code: '35', zh: '专用设备制造业', en: 'Manufacture of special-purpose machinery' },
  { section: 'C', code: '36', zh: '汽车制造业', en: 'Manufacture of automobiles' },
  {
    section: 'C',
    code: '37',
    zh: '铁路、船舶、航空航天和其他运输设备制造业',
    en: 'Manufacture of railway, ship, aerospace and other transport equipment',
  },
  {
    section: 'C',
    code: '38',
    zh: '电气机械和器材制造业',
    en: 'Manufacture of electrical machinery and apparatus',
  },
  {
    section: 'C',
    code: '39',
    zh: '计算机、通信和其他电子设备制造业',
    en: 'Manufacture of computers, communication and other electronic equipment',
  },
  { section: 'C', code: '40', zh: '仪器仪表制造业', en: 'Manufacture of measuring instruments' },
  { section: 'C', code: '41', zh: '其他制造业', en: 'Other manufacture' },
  { section: 'C', code: '42', zh: '废弃资源综合利用业', en: 'Utilisation of waste resources' },
  {
    section: 'C',
    code: '43',
    zh: '金属制品、机械和设备修理业',
    en: 'Repair of metal products, machinery and equipment',
  },
  {
    section: 'D',
    code: '44',
    zh: '电力、热力生产和供应业',
    en: 'Production and supply of electric power and heat',
  },
  { section: 'D', code: '45', zh: '燃气生产和供应业', en: 'Production and supply of gas' },
  { section: 'D', code: '46', zh: '水的生产和供应业', en: 'Production and supply of water' },
  {
    section: 'I',
    code: '63',
    zh: '电信、广播电视和卫星传输服务',
    en: 'Telecommunications, broadcasting and satellite transmission',
  },
  { section: 'I', code: '64', zh: '互联网和相关服务', en: 'Internet and related services' },
  {
    section: 'I',
    code: '65',
    zh: '软件和信息技术服务业',
    en: 'Software and information technology services',
  },
]

const byCode = new Map(divisions.map((division) => [division.code, division]))

/**
 * The division of an industry code of any length, with or without the letter of its section: '39', '3911', 'C3911'.
 * Null when it is none of these, or when the letter belongs to another section.
 */
export function divisionOf(code: string): Division | null {
  const [, section, digits = ''] = /^([A-Z]?)(\d{2})\d{0,2}$/.exec(code.trim().toUpperCase()) ?? []
  const division = byCode.get(digits)
  return division && (!section || section === division.section) ? division : null
}

/** An industry code with the name of its division, `3812 电气机械和器材制造业`; the code alone where none is known. */
export function industryText(code: string, language: 'zh' | 'en'): string {
  const division = divisionOf(code)
  return division ? `${code} ${division[language]}` : code
}

/** Industry codes with the names of their divisions, by the code; those without a known division are left out. */
export function industryNames(codes: readonly string[], language: 'zh' | 'en'): Map<string, string> {
  return new Map(
    codes
      .map((code) => narrow(code).toUpperCase())
      .filter((code) => divisionOf(code))
      .map((code) => [code, industryText(code, language)]),
  )
}

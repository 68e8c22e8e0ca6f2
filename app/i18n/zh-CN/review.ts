export const review = {
  ground: {
    quota: '推荐名额外',
    material: '材料不真实或不完整',
    policy: '不符合支持方向',
    other: '其他',
  },
  document: { formal_review: '形式审查表', recommendation_sheet: '推荐汇总表' },
}

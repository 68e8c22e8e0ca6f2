import { z } from 'zod'
import { labelSchema } from '#app/domain/application/form-schema.ts'

/** The score sheet and how sheets become one score (domain B.6, B.8). Scores and lines are centi-points. */

const itemSchema = z.strictObject({
  code: z.string().min(1).max(20),
  name: labelSchema,
  /** what the marks stand for */
  anchors: labelSchema.optional(),
  /** mode `points`: the most an item gives, in whole points; mode `weights`: the weight in percent of a 0–100 mark */
  max: z.number().int().min(1).max(100),
})

const vetoSchema = z.strictObject({ code: z.string().min(1).max(20), name: labelSchema })

export const scoreScheme = z.strictObject({
  mode: z.enum(['points', 'weights']),
  items: z.array(itemSchema).max(30),
  /** smallest difference of two marks, centi-points: 50 = 0.5 */
  step: z.number().int().min(1).max(1000),
  /** a comment is asked below and from these shares of an item's max, percent */
  commentBelow: z.number().int().min(0).max(100),
  commentFrom: z.number().int().min(0).max(101),
  /** characters of the overall opinion */
  opinionMin: z.number().int().min(0).max(2000),
  vetoes: z.array(vetoSchema).max(20),
  /** a veto holds with any · more than half · at least two of the sheets */
  vetoPolicy: z.enum(['any', 'majority', 'two']),
  minValid: z.number().int().min(1).max(15),
  /** trimmed: from `trimFrom` sheets one highest and one lowest are dropped */
  aggregation: z.enum(['trimmed', 'mean']),
  trimFrom: z.number().int().min(3).max(15),
  passLine: z.number().int().min(0).max(10_000),
  /** in this order; whatever remains equal is for the collective decision */
  tieBreak: z.array(z.enum(['heaviest_item', 'median', 'priority_tags'])),
  /** enterprise tags preferred at equal merit */
  priorityTags: z.array(z.string().max(40)).max(20),
  /** a sheet this far from the mean of the others is flagged, centi-points */
  deviation: z.number().int().min(0).max(10_000),
})
export type ScoreScheme = z.infer<typeof scoreScheme>

/** The sheet of domain B.6: five items, 100 points, five vetoes by majority, pass line 60. */
export const standardScheme: ScoreScheme = {
  mode: 'points',
  items: [
    {
      code: 'S1',
      name: { zh: '符合性与必要性', en: 'Fit and need' },
      anchors: {
        zh: '18–20 高度契合；14–17 契合；10–13 基本契合；10 以下不契合',
        en: '18–20 full fit; 14–17 good fit; 10–13 partial fit; below 10 no fit',
      },
      max: 20,
    },
    { code: 'S2', name: { zh: '技术先进性与创新性', en: 'Technical level and novelty' }, max: 25 },
    { code: 'S3', name: { zh: '实施方案可行性', en: 'Feasibility of the plan' }, max: 20 },
    { code: 'S4', name: { zh: '经济社会效益与带动性', en: 'Benefit and pull on others' }, max: 20 },
    { code: 'S5', name: { zh: '单位基础与资金合理性', en: 'Applicant’s ability and budget' }, max: 15 },
  ],
  step: 50,
  commentBelow: 60,
  commentFrom: 95,
  opinionMin: 50,
  vetoes: [
    { code: 'V1', name: { zh: '不符合指南支持方向', en: 'Outside the directions of the call' } },
    { code: 'V2', name: { zh: '申报材料弄虚作假', en: 'False material' } },
    { code: 'V3', name: { zh: '与已立项项目内容实质重复', en: 'Repeats an approved project in substance' } },
    {
      code: 'V4',
      name: { zh: '技术方案不可行或属国家淘汰类', en: 'Not feasible or of an eliminated kind' },
    },
    {
      code: 'V5',
      name: { zh: '投资在申报窗口前已完成', en: 'Investment finished before the window of the call' },
    },
  ],
  vetoPolicy: 'majority',
  minValid: 3,
  aggregation: 'trimmed',
  trimFrom: 5,
  passLine: 6000,
  tieBreak: ['heaviest_item', 'median', 'priority_tags'],
  priorityTags: ['LITTLE_GIANT', 'SINGLE_CHAMPION'],
  deviation: 1500,
}

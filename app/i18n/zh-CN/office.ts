export const office = {
  homeTitle: '工作台',
}

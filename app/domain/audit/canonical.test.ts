import canonicalize from 'canonicalize'
import { expect, test } from 'vitest'

/** The six published vectors of RFC 8785 (cyberphone/json-canonicalization, testdata). */
const vectors: Record<string, [input: string, output: string]> = {
  arrays: [
    String.raw`[
  56,
  {
    "d": true,
    "10": null,
    "1": [ ]
  }
]`,
    '[56,{"1":[],"10":null,"d":true}]',
  ],
  french: [
    String.raw`{
  "peach": "This sorting order",
  "p\u00e9ch\u00e9": "is wrong according to French",
  "p\u00eache": "but canonicalization MUST",
  "sin":   "ingnore locale"
}`,
    '{"peach":"This sorting order","p\u00e9ch\u00e9":"is wrong according to French","p\u00eache":"but canonicalization MUST","sin":"ingnore locale"}',
  ],
  structures: [
    String.raw`{
  "1": {"f": {"f": "hi","F": 5} ,"\n": 56.0},
  "10": { },
  "": "empty",
  "a": { },
  "111": [ { } ],
  "A": { }
}`,
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}`,
  ],
  unicode: [
    String.raw`{
  "Unnormalized Unicode":"\u1e0d\u0307"
}`,
    '{"Unnormalized Unicode":"\u1e0d\u0307"}',
  ],
  values: [
    String.raw`{
  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
}`,
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"` +
      '\u20ac' +
      String.raw`$\u000f\nA'B\"\\\\\"/"}`,
  ],
  weird: [
    String.raw`{
  "\u20ac": "Euro Sign",
  "\r": "Carriage Return",
  "\u000a": "Newline",
  "1": "One",
  "\u0080": "Control\u007f",
  "\ud83d\ude02": "Smiley",
  "\u00f6": "Latin Small Letter O With Diaeresis",
  "\ufb33": "Hebrew Letter Dalet With Dagesh",
  "</script>": "Browser Challenge"
}`,
    String.raw`{"\n":"Newline","\r":"Carriage Return","1":"One","</script>":"Browser Challenge",` +
      '"\u0080":"Control\u007f","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign",' +
      '"\ud83d\ude02":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
}

test.each(Object.entries(vectors))('the published vector %s', (_, [input, output]) => {
  expect(canonicalize(JSON.parse(input))).toBe(output)
})

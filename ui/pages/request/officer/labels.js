/** The prefecture's part: the names of an item's fields, and the items that are asked for. */

/** The fields of an item in reading order. */
export const FIELDS = {
  needed: '緊急配布の要否',
  source: '配布方法',
  prefecture_quantity: '県の配布枚数',
  national_quantity: '国の配布枚数',
  total_quantity: '総配布枚数',
  quantity_confirmed: '枚数の確認',
  both_sources_reason: '都道府県と国の両方から配布する理由',
  prior_distributions: 'これまでの配布回数',
  circumstances: '自ら調達できない具体的な事情',
  aerosol_procedures: 'エアロゾル発生手技を行う具体的な事情',
  refusal_reason: '配布しない理由',
  opinion: 'その他の意見',
  message_to_facility: '医療機関への連絡',
};

/** Codes of the requested items, in the catalogue's order. */
export const requestedCodes = (policy, request) => policy.catalogue.map((item) => item.code).filter((code) => request.items[code]?.requested);

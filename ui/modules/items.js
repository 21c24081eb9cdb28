/** The items. */

export const outlook = { within_1_week: '1週間以内', two_to_three_weeks: '2～3週間', one_month_or_more: '1か月以上' };

export const itemName = (policy, code) => policy.catalogue.find((item) => item.code === code)?.name ?? code;

/** Items that can be requested on that day. */
export function requestableItems(policy, today = new Date(Date.now() + 9 * 3600000).toISOString().slice(0, 10)) {
  const valid = ({ valid_from, valid_to }) => (!valid_from || valid_from <= today) && (!valid_to || today <= valid_to);
  return policy.catalogue.filter(valid).sort((a, b) => a.order - b.order);
}

/** The items. */

export const outlook = { within_1_week: '1週間以内', two_to_three_weeks: '2～3週間', one_month_or_more: '1か月以上' };

export const itemName = (policy, code) => policy.catalogue.find((item) => item.code === code)?.name ?? code;

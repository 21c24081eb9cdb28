/** Items that can be requested on that day. */
export function requestableItems(policy, today = new Date(Date.now() + 9 * 3600000).toISOString().slice(0, 10)) {
  const valid = ({ valid_from, valid_to }) => (!valid_from || valid_from <= today) && (!valid_to || today <= valid_to);
  return policy.catalogue.filter(valid).sort((a, b) => a.order - b.order);
}

/** The lists there are. */

import { cutoff } from '/modules/hours.js';

/** Name of each list, and what is in it. */
const ofOfficers = (policy) => ({
  open: ['未対応', '対応ステータスが「確認中」の要請を、入力期限の早い順に表示します。'],
  recent: ['前日・当日', '前日・当日に要請または更新された要請です。前日より前の要請は表示されません。'],
  since_cutoff: [`前営業日${cutoff(policy)}以降`, `前営業日の${cutoff(policy)}より後に要請または更新された要請です。`],
  all: ['すべて選択', ''],
});

const OF_A_FACILITY = {
  open: ['進行中', '申請前、要件未充足、確認中の要請です。'],
  recent: ['前日・当日', '前日・当日に要請または更新された要請です。前日より前の要請は表示されません。'],
  all: ['すべて', ''],
};

/** By code, for who looks. */
export const viewsOf = ({ session, policy }) => (session.role === 'facility' ? OF_A_FACILITY : ofOfficers(policy));

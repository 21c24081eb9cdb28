// What has been done, at the top of the page.
import { done } from '/modules/done.js';
import { prefectureName } from '/modules/prefectures.js';

const WORDS = {
  submitted: (to) => `申請しました。ステータスは「確認中」です。${to}へメールで知らせました。`,
  updated: (to) => `要請内容を更新しました。${to}へメールで知らせました。`,
};

/** @param what  one of WORDS, or words */
export const tell = (what, { facility }) => done(WORDS[what]?.(prefectureName(facility.prefecture)) ?? what);

// The status in a sentence, with what the facility does next, and whom it turns to.
import { dl } from '/modules/dl.js';
import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { prefectureName } from '/modules/prefectures.js';

export const p = (text) => el('p', { text });
const warning = (text) => el('p', { class: 'banner banner--warn', text });
export const edit = ({ id }, text, kind = 'main') => el('p', {}, el('a', { class: `button button--${kind}`, href: `/request-edit.html?id=${id}`, text }));

export async function nextStep(request) {
  const step = request.status === 'under_review' ? underReview(request) : await (await import('/pages/request/steps.js')).STEPS[request.status](request);
  return el('section', { class: 'card', 'aria-labelledby': 'next-title' }, el('h2', { id: 'next-title', text: '状況と次にすること' }), step);
}

function underReview(request) {
  const prefecture = prefectureName(request.facility.prefecture);
  return [
    p(`${prefecture}が確認しています。結果はメールとこの画面でお知らせします。`),
    el('p', {}, el('strong', { text: `都道府県が確認を終える目安：${dateTime(request.due_at)}` }), el('br'), '物資が届く日ではありません。'),
    request.overdue && warning(`確認を終える目安を過ぎています。お急ぎのときは、${prefecture}の連絡先へお問い合わせください。`),
    request.awaiting_answer && el('p', { class: 'banner banner--warn' }, el('a', { href: '#questions', text: '照会が届いています。回答してください。' })),
    // Nothing the facility has to do, only may.
    edit(request, '要請内容を更新する', 'sub'),
  ];
}

/** Said while a decision was taken back. */
export const reopened = () => warning('受付完了が取り消され、もう一度確認しています。前にお知らせした結果は確定ではありません。');

const tel = (phone) => phone && el('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}`, text: phone });

/** The prefecture's desk; before long holidays its emergency phone too. */
export function contactSection({ facility, prefecture_contact: contact }) {
  return contact && el('section', { class: 'stack', 'aria-labelledby': 'contact-title' },
    el('h2', { id: 'contact-title', text: `${prefectureName(facility.prefecture)}の連絡先` }),
    dl([
      ['担当課', contact.office],
      ['電話番号', tel(contact.phone)],
      contact.emergency_phone && ['休日の緊急連絡先', tel(contact.emergency_phone)],
    ]));
}

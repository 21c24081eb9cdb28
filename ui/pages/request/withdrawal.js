// 取下げ: what it means, and the question whether it is meant.
import { post } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { form } from '/modules/form.js';

/** @param box  holds the button, and this section instead */
export function confirm(request, box, button, again) {
  const close = () => {
    replace(box, button);
    button.focus();
  };
  const title = el('h3', { id: 'withdrawal-title', tabindex: '-1', text: '取下げの確認' });
  replace(box, el('section', { class: 'card stack', 'aria-labelledby': 'withdrawal-title' },
    title,
    el('p', { text: request.status === 'under_review'
      ? '取り下げると、都道府県の確認は終わり、都道府県へメールで知らせます。取り下げた要請は元に戻せません。'
      : '取り下げた要請は元に戻せません。入力した内容は、この画面で見ることができます。' }),
    form({
      submit: '取り下げる',
      actions: el('button', { type: 'button', class: 'button button--sub', text: '取り下げない', on: { click: close } }),
      fields: [],
      onSubmit: async () => again((await post(`/api/requests/${request.id}/withdrawal`)).json, request.status === 'under_review' ? '要請を取り下げました。都道府県へメールで知らせました。' : '要請を取り下げました。'),
    })));
  title.focus();
}

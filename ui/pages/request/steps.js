// What the facility does next, by status, but while the prefecture decides.
import { el } from '/modules/dom.js';
import { edit, p } from '/pages/request/next-step.js';

async function results(checks) {
  const { checkList } = await import('/pages/request-edit/checks.js');
  const { askButton } = await import('/pages/request-edit/designation.js');
  return checkList(checks, (condition) => condition === 'designation' && askButton());
}

export const STEPS = {
  draft: (request) => [p('まだ申請していません。この内容は都道府県に届いていません。'), edit(request, '入力を続ける')],
  ineligible: async (request) => [
    p('申請の条件を満たしていません。この要請は都道府県に届いていません。×の条件を直して、もう一度申請してください。'),
    await results(request.checks),
    edit(request, '直して申請する'),
  ],
  accepted: () => [
    p('都道府県と国の受付が完了しました。物資ごとの結果は、次の「配布の結果」のとおりです。'),
    p('物資が届く日については、都道府県の連絡先へお問い合わせください。'),
  ],
  withdrawn: () => [
    p('この要請は取り下げました。必要なときは、新しい要請を作ってください。'),
    el('p', {}, el('a', { href: '/request-edit.html', text: '新しい要請を作る' })),
  ],
};

/** The page of an invitation. */

import { setPasswordPage } from '../modules/set-password.js';

setPasswordPage({ title: 'パスワードの設定', intro: 'このシステムを使い始めるため、パスワードを決めてください。設定すると、このユーザ名でログインできます。' });

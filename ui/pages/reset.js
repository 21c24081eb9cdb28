/** The page of a reset link. */

import { setPasswordPage } from '../modules/set-password.js';

setPasswordPage({ title: '新しいパスワードの設定', intro: '新しいパスワードを入力して、「設定する」を押してください。' });

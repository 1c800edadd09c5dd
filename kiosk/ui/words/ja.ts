<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP">
<context>
    <name>ui::AccountPage</name>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>May do this</source>
        <translation>できること</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>所属</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Last training</source>
        <translation>最後の研修</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社名</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>契約番号</translation>
    </message>
    <message>
        <source>Answers for them</source>
        <translation>会社側の責任者</translation>
    </message>
    <message>
        <source>Contract until</source>
        <translation>契約終了日</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>二要素目の認証</translation>
    </message>
    <message>
        <source>Last log-in</source>
        <translation>最後のログイン</translation>
    </message>
    <message>
        <source>Change roles</source>
        <translation>役割を変える</translation>
    </message>
    <message>
        <source>Change days and details</source>
        <translation>期間や所属を変える</translation>
    </message>
    <message>
        <source>Give a new password</source>
        <translation>新しいパスワードにする</translation>
    </message>
    <message>
        <source>Take the second factor away</source>
        <translation>二要素目を初期化する</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除する</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロックする</translation>
    </message>
    <message>
        <source>Nobody can log in with this account now.</source>
        <translation>今はこのアカウントでログインできません。</translation>
    </message>
</context>
<context>
    <name>ui::AccountStanding</name>
    <message>
        <source>Locked</source>
        <translation>ロック中</translation>
    </message>
    <message>
        <source>Waits after wrong passwords</source>
        <translation>パスワードの誤りにより待機中</translation>
    </message>
    <message>
        <source>never</source>
        <translation>なし</translation>
    </message>
</context>
<context>
    <name>ui::AccountWords</name>
    <message>
        <source>brings in</source>
        <translation>持込の申請</translation>
    </message>
    <message>
        <source>approves</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>witness</source>
        <translation>立会い</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>監査</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Offices, as the policy has them</source>
        <translation>役職（ポリシーによる）</translation>
    </message>
    <message>
        <source>What may they do?</source>
        <translation>何ができますか</translation>
    </message>
    <message>
        <source>One role or office at least. An auditor has no other; a contractor brings in and nothing else.</source>
        <translation>役割または役職を1つ以上選んでください。監査は他と兼ねられません。委託先は持込の申請だけができます。</translation>
    </message>
    <message>
        <source>Until when, and where do they belong?</source>
        <translation>所属と有効期間</translation>
    </message>
    <message>
        <source>Days are written like 2026-11-30 and count themselves. What is left empty has no bound.</source>
        <translation>日付は 2026-11-30 のように入力し、当日を含みます。空欄は期限なしです。</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>所属</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Day of the last training</source>
        <translation>最後に研修を受けた日</translation>
    </message>
    <message>
        <source>A contractor?</source>
        <translation>委託先の方ですか</translation>
    </message>
    <message>
        <source>All four of a contractor; nothing of anybody else.</source>
        <translation>委託先の場合は4つすべて入力し、それ以外は空欄のままにします。</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社名</translation>
    </message>
    <message>
        <source>Number of the contract</source>
        <translation>契約番号</translation>
    </message>
    <message>
        <source>Who answers for them at the company</source>
        <translation>会社側の責任者</translation>
    </message>
    <message>
        <source>Last day of the contract</source>
        <translation>契約終了日</translation>
    </message>
    <message>
        <source>The first password</source>
        <translation>最初のパスワード</translation>
    </message>
    <message>
        <source>At least 8 characters. Hand it over in person. Where the policy wants a second factor, they set it up when they first log in, and can do nothing before that.</source>
        <translation>8文字以上。本人に直接渡してください。ポリシーが二要素目の認証を求める場合、最初のログインで登録するまで何もできません。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>もう一度同じパスワード</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>どなたのアカウントですか</translation>
    </message>
    <message>
        <source>All accounts of one human being bear the same name of the person.</source>
        <translation>同じ人の複数のアカウントには、同じ氏名を入力してください。</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Name of the account: letters a to z and digits</source>
        <translation>アカウント名（半角英小文字と数字）</translation>
    </message>
    <message>
        <source>%1 can log in as %2, and may do this here: %3</source>
        <translation>%1 さんが %2 でログインできるようになります。できること：%3</translation>
    </message>
    <message>
        <source>The two passwords are not the same: please go back.</source>
        <translation>2つのパスワードが一致しません。戻って入力し直してください。</translation>
    </message>
    <message>
        <source>Make this account?</source>
        <translation>このアカウントを作成しますか</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>作成する</translation>
    </message>
    <message>
        <source>The account is there</source>
        <translation>アカウントを作成しました</translation>
    </message>
    <message>
        <source>Lock %1?</source>
        <translation>%1 をロックしますか</translation>
    </message>
    <message>
        <source>Nobody can log in with this account until it is unlocked, and whoever is logged in with it now is out.</source>
        <translation>解除するまでこのアカウントではログインできません。今ログイン中であれば終了します。</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロックする</translation>
    </message>
    <message>
        <source>The account is locked</source>
        <translation>アカウントをロックしました</translation>
    </message>
    <message>
        <source>Unlock %1?</source>
        <translation>%1 のロックを解除しますか</translation>
    </message>
    <message>
        <source>The account can be used again, and the waiting after wrong passwords is over. Make sure whose tries they were.</source>
        <translation>再び使えるようになり、パスワードの誤りによる待機も終わります。誰が試したのかを確かめてください。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除する</translation>
    </message>
    <message>
        <source>The account is unlocked</source>
        <translation>ロックを解除しました</translation>
    </message>
    <message>
        <source>Take the second factor of %1 away?</source>
        <translation>%1 の二要素目を初期化しますか</translation>
    </message>
    <message>
        <source>They set up a new one when they next log in. Do this only for a person who stands before you, and give them a new password if the phone or token is lost.</source>
        <translation>次のログインで登録し直します。本人が目の前にいるときだけ行い、電話やトークンを紛失した場合はパスワードも変えてください。</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>初期化する</translation>
    </message>
    <message>
        <source>The second factor is gone</source>
        <translation>二要素目を初期化しました</translation>
    </message>
    <message>
        <source>Give %1 this password?</source>
        <translation>%1 のパスワードを変更しますか</translation>
    </message>
    <message>
        <source>The old one does not count any more. Hand the new one over in person.</source>
        <translation>前のパスワードは使えなくなります。新しいパスワードは本人に直接渡してください。</translation>
    </message>
    <message>
        <source>Give it</source>
        <translation>変更する</translation>
    </message>
    <message>
        <source>The new password counts</source>
        <translation>パスワードを変更しました</translation>
    </message>
    <message>
        <source>Change what %1 may do?</source>
        <translation>%1 の役割を変更しますか</translation>
    </message>
    <message>
        <source>Whoever is logged in with this account now is out.</source>
        <translation>このアカウントで今ログイン中であれば終了します。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更する</translation>
    </message>
    <message>
        <source>The roles are changed</source>
        <translation>役割を変更しました</translation>
    </message>
    <message>
        <source>Change the days and details of %1?</source>
        <translation>%1 の期間や所属を変更しますか</translation>
    </message>
    <message>
        <source>The details are changed</source>
        <translation>変更しました</translation>
    </message>
    <message>
        <source>From now on: %1</source>
        <translation>変更後：%1</translation>
    </message>
    <message>
        <source>codes</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>begun, not confirmed</source>
        <translation>登録途中（未確認）</translation>
    </message>
    <message>
        <source>%1 (seems to have been copied: barred)</source>
        <translation>%1（複製の疑い：使用不可）</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>未登録</translation>
    </message>
</context>
<context>
    <name>ui::AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>There are no accounts.</source>
        <translation>アカウントはありません。</translation>
    </message>
    <message>
        <source>Last log-in: %1</source>
        <translation>最後のログイン：%1</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>終了日：%1</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>新しいアカウント</translation>
    </message>
</context>
<context>
    <name>ui::CollectPage</name>
    <message>
        <source>Handed out, and read back to be sure</source>
        <translation>書き出し、読み直して確認しました</translation>
    </message>
    <message>
        <source>The files, their list with its signature and a receipt are in %1.</source>
        <translation>ファイル、署名付きの一覧、受領書は %1 にあります。</translation>
    </message>
    <message>
        <source>The station stopped answering</source>
        <translation>装置が応答しなくなりました</translation>
    </message>
    <message>
        <source>Nothing counts as handed out. Try again; if it goes on, tell the administrator.</source>
        <translation>書き出しは完了していません。もう一度試し、続くようなら管理者に連絡してください。</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>受け取り</translation>
    </message>
    <message>
        <source>My transfers</source>
        <translation>自分の申請</translation>
    </message>
    <message>
        <source>There is no place to hand anything out to. Ask the administrator.</source>
        <translation>書き出し先がありません。管理者に相談してください。</translation>
    </message>
    <message>
        <source>It is written to %1.</source>
        <translation>書き出し先：%1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>書き出す</translation>
    </message>
    <message>
        <source>Whether it was handed out is not known. Look at the list once it is back.</source>
        <translation>書き出しが完了したかどうか分かりません。復旧したら一覧で確かめてください。</translation>
    </message>
    <message>
        <source>Nothing of it will come in</source>
        <translation>この申請のものは何も通りません</translation>
    </message>
    <message>
        <source>Touch once more to withdraw it for good, or go back.</source>
        <translation>取り下げるにはもう一度押してください。やめる場合は戻ってください。</translation>
    </message>
    <message>
        <source>It is withdrawn</source>
        <translation>取り下げました</translation>
    </message>
    <message>
        <source>It is not withdrawn. Go back and open it again.</source>
        <translation>取り下げられていません。戻って開き直してください。</translation>
    </message>
    <message>
        <source>Yes, withdraw it</source>
        <translation>はい、取り下げます</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>取り下げる</translation>
    </message>
</context>
<context>
    <name>ui::ComparePage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>並べて見る</translation>
    </message>
    <message>
        <source>As it was brought</source>
        <translation>持ち込まれたもの</translation>
    </message>
    <message>
        <source>What comes through</source>
        <translation>通るもの</translation>
    </message>
    <message>
        <source>Nothing of this file comes through</source>
        <translation>このファイルから通るものはありません</translation>
    </message>
    <message>
        <source>It has no page %1</source>
        <translation>%1 ページ目はありません</translation>
    </message>
    <message>
        <source>It cannot be shown</source>
        <translation>表示できません</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>%1 / %2 ページ</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>前のページ</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>次のページ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>ui::DecidePage</name>
    <message>
        <source>Nothing has been decided.</source>
        <translation>判断はまだ記録されていません。</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>判断を記録しました</translation>
    </message>
    <message>
        <source>Your decision</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>With a yes you answer for this transfer beside the one who asked for it. The record keeps your name, the time and the hash of what you saw.</source>
        <translation>承認すると、申請者とともにこの持ち込みに責任を負います。氏名、日時、確認した内容のハッシュ値が記録に残ります。</translation>
    </message>
    <message>
        <source>Yes, it may come in</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>No</source>
        <translation>承認しない</translation>
    </message>
    <message>
        <source>Why not? The one who asked will read it.</source>
        <translation>承認しない理由（申請者に伝わります）</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>一覧へ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>承認しない</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>I have looked into it</source>
        <translation>確認しました</translation>
    </message>
    <message>
        <source>Open the way for it (technical unlock)</source>
        <translation>媒体・経路の使用を許可する（技術的解除）</translation>
    </message>
    <message>
        <source>Emergency: without the others</source>
        <translation>緊急：ほかの承認なしで持ち込む</translation>
    </message>
    <message>
        <source>Your decision is in the record</source>
        <translation>判断を記録しました</translation>
    </message>
    <message>
        <source>What did you find?</source>
        <translation>確認した内容</translation>
    </message>
    <message>
        <source>What is the emergency? It stays red until a third person has looked into it.</source>
        <translation>緊急の理由（第三者が確認するまで警告が残ります）</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>記録する</translation>
    </message>
    <message>
        <source>The station stopped answering</source>
        <translation>装置が応答しなくなりました</translation>
    </message>
    <message>
        <source>Whether your decision was taken is not known. Look at the list once it is back.</source>
        <translation>判断が記録されたかどうか分かりません。復旧したら一覧で確かめてください。</translation>
    </message>
    <message>
        <source>Somebody was there as a witness, and signs</source>
        <translation>立会者が署名する</translation>
    </message>
    <message>
        <source>I decide for myself</source>
        <translation>自分の判断として</translation>
    </message>
    <message>
        <source>I stand in for %1</source>
        <translation>%1 の代行として</translation>
    </message>
    <message>
        <source>Account of the witness</source>
        <translation>立会者のアカウント</translation>
    </message>
</context>
<context>
    <name>ui::DeskPage</name>
    <message>
        <source>Good day, %1</source>
        <translation>%1 さん、こんにちは</translation>
    </message>
    <message>
        <source>Take along what has been approved, or withdraw what is waiting. To bring in a stick, log out and insert it.</source>
        <translation>承認されたものを受け取ります。USBメモリーを持ち込むときは、ログアウトして差し込んでください。</translation>
    </message>
    <message>
        <source>My transfers</source>
        <translation>自分の申請</translation>
    </message>
    <message>
        <source>Look at what others want to bring in, and say yes or no.</source>
        <translation>ほかの人の申請内容を確かめ、承認するかどうかを決めます。</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>Search the record of everything that was done here, and prove that nobody changed it.</source>
        <translation>ここで行われたすべての記録を探し、改ざんがないことを確かめます。</translation>
    </message>
    <message>
        <source>Review the record</source>
        <translation>記録を確認する</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>ログアウト</translation>
    </message>
    <message>
        <source>Look after accounts, media, definitions and the policy of this station.</source>
        <translation>アカウント、媒体、定義、ポリシーなど、この装置を管理します。</translation>
    </message>
    <message>
        <source>Administer</source>
        <translation>管理する</translation>
    </message>
    <message>
        <source>Registers of what was brought in, taken out and approved, to read and to hand on with their proofs.</source>
        <translation>持ち込み・持ち出し・承認などの簿冊を閲覧し、証拠とともに書き出します。</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>簿冊</translation>
    </message>
    <message>
        <source>How much, why not, how fast, and what stands out.</source>
        <translation>件数、理由、所要時間、目立つものを集計で見ます。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>集計</translation>
    </message>
    <message>
        <source>Put down that you looked at a time, and what you found.</source>
        <translation>ある期間を点検したことと所見を記録します。</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>確認する</translation>
    </message>
    <message>
        <source>Put a policy in force, and accept deputies and exceptions.</source>
        <translation>ポリシーを有効にし、代行や例外を許可します。</translation>
    </message>
    <message>
        <source>Change your password, or add a security key.</source>
        <translation>パスワードの変更、セキュリティキーの追加。</translation>
    </message>
    <message>
        <source>My account</source>
        <translation>自分のアカウント</translation>
    </message>
</context>
<context>
    <name>ui::EnrolPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Wait for the next code and try again.</source>
        <translation>次のコードが表示されるのを待って、もう一度試してください。</translation>
    </message>
    <message>
        <source>Set up your second factor</source>
        <translation>二要素目の認証を登録します</translation>
    </message>
    <message>
        <source>Code of six digits</source>
        <translation>6桁のコード</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>確認する</translation>
    </message>
    <message>
        <source>Security key of %1</source>
        <translation>セキュリティキー(%1登録)</translation>
    </message>
    <message>
        <source>No security key was enrolled. Try again, or use codes.</source>
        <translation>セキュリティキーは登録されていません。もう一度試すか、コードを使ってください。</translation>
    </message>
    <message>
        <source>Use a security key instead</source>
        <translation>セキュリティキーを使う</translation>
    </message>
    <message>
        <source>Read the picture with the app on your phone, or enter the key below it in your token, by time, with six digits. It is shown this once. Then type the code that you see there.</source>
        <translation>スマートフォンのアプリで画像を読み取るか、その下の鍵をトークンに入力してください（時刻方式、6 桁）。表示されるのはこの一度だけです。続いて、表示されたコードを入力してください。</translation>
    </message>
</context>
<context>
    <name>ui::Entry</name>
    <message>
        <source>Account changed</source>
        <translation>アカウントの変更</translation>
    </message>
    <message>
        <source>New key of the record ordered</source>
        <translation>記録の鍵の交代を指示</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Station started</source>
        <translation>装置の起動</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>途中で中止</translation>
    </message>
    <message>
        <source>Clock was set</source>
        <translation>時計の変更</translation>
    </message>
    <message>
        <source>Definitions changed</source>
        <translation>定義ファイルの変更</translation>
    </message>
    <message>
        <source>Device refused</source>
        <translation>機器の拒否</translation>
    </message>
    <message>
        <source>File judged</source>
        <translation>ファイルの判定</translation>
    </message>
    <message>
        <source>Gate of the ports restarted</source>
        <translation>差込口の監視を再起動</translation>
    </message>
    <message>
        <source>Sign of life</source>
        <translation>稼働中の印</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>New key of the record</source>
        <translation>記録の鍵の交代</translation>
    </message>
    <message>
        <source>Log-in failed</source>
        <translation>ログイン失敗</translation>
    </message>
    <message>
        <source>Register of media changed</source>
        <translation>媒体台帳の変更</translation>
    </message>
    <message>
        <source>Medium broke a rule</source>
        <translation>媒体の規則違反</translation>
    </message>
    <message>
        <source>Medium read</source>
        <translation>媒体の読み取り</translation>
    </message>
    <message>
        <source>Medium not let in</source>
        <translation>媒体の受け入れ拒否</translation>
    </message>
    <message>
        <source>Record continued after a fault</source>
        <translation>障害後に記録を再開</translation>
    </message>
    <message>
        <source>Rejected or withdrawn</source>
        <translation>不承認・取り下げ</translation>
    </message>
    <message>
        <source>Handing out began</source>
        <translation>書き出しの開始</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>持ち出し完了</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>自己診断</translation>
    </message>
    <message>
        <source>Station stopped</source>
        <translation>装置の停止</translation>
    </message>
    <message>
        <source>Check finished</source>
        <translation>検査の完了</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>申請</translation>
    </message>
    <message>
        <source>Emergency looked into</source>
        <translation>緊急の持ち込みの確認</translation>
    </message>
    <message>
        <source>Deputy or exception</source>
        <translation>代行・例外</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>ログアウト</translation>
    </message>
    <message>
        <source>File looked into</source>
        <translation>ファイルの中を閲覧</translation>
    </message>
    <message>
        <source>Register exported</source>
        <translation>簿冊の出力</translation>
    </message>
    <message>
        <source>Record looked at</source>
        <translation>記録の閲覧</translation>
    </message>
    <message>
        <source>Contents erased</source>
        <translation>内容の消去</translation>
    </message>
    <message>
        <source>Kept for its time, and over</source>
        <translation>保管期間の終了</translation>
    </message>
    <message>
        <source>Export written</source>
        <translation>出力の書き込み完了</translation>
    </message>
    <message>
        <source>Export not written</source>
        <translation>出力の書き込み失敗</translation>
    </message>
    <message>
        <source>Export put together</source>
        <translation>出力の作成</translation>
    </message>
    <message>
        <source>Handing out failed</source>
        <translation>払い出しの失敗</translation>
    </message>
    <message>
        <source>Review signed off</source>
        <translation>点検の確認</translation>
    </message>
    <message>
        <source>Medium or lane unlocked</source>
        <translation>媒体・経路の解除</translation>
    </message>
    <message>
        <source>Witnessed</source>
        <translation>立会い</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>バックアップ作成</translation>
    </message>
    <message>
        <source>Backup proved</source>
        <translation>バックアップ検証</translation>
    </message>
    <message>
        <source>Clock checked</source>
        <translation>時計の確認</translation>
    </message>
    <message>
        <source>Policy changed</source>
        <translation>ポリシー変更</translation>
    </message>
    <message>
        <source>Restored from a backup</source>
        <translation>バックアップから復元</translation>
    </message>
</context>
<context>
    <name>ui::ExportPage</name>
    <message>
        <source>%1 — %2. Made %3.</source>
        <translation>%1 — %2。作成 %3。</translation>
    </message>
    <message>
        <source>Working copy. %1 — %2</source>
        <translation>閲覧用の写し。%1 — %2</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>%1 / %2 ページ</translation>
    </message>
    <message>
        <source>This is more paper than fits; please choose a shorter time.</source>
        <translation>紙の量が多すぎます。期間を短くしてください。</translation>
    </message>
    <message>
        <source>Write out: %1</source>
        <translation>書き出し：%1</translation>
    </message>
    <message>
        <source>An evidence copy that proves itself, and a working copy to read and print (CSV, JSON, PDF). An output stick is written anew; nothing else stays on it.</source>
        <translation>検証できる証拠用の写しと、閲覧・印刷用の写し（CSV、JSON、PDF）を書き出します。出力用USBメモリーは書き直され、ほかの内容は残りません。</translation>
    </message>
    <message>
        <source>Output stick in port %1</source>
        <translation>ポート %1 の出力用USBメモリー</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>書き出す</translation>
    </message>
    <message>
        <source>There is no place to write to</source>
        <translation>書き出し先がありません</translation>
    </message>
    <message>
        <source>Ask an administrator for an output port.</source>
        <translation>出力用のポートについて管理者に問い合わせてください。</translation>
    </message>
    <message>
        <source>It is being written and read back</source>
        <translation>書き込みと読み戻しをしています</translation>
    </message>
    <message>
        <source>It is written</source>
        <translation>書き出しました</translation>
    </message>
    <message>
        <source>To %1. That it was written stands in the record.</source>
        <translation>書き出し先：%1。書き出したことは記録に残ります。</translation>
    </message>
    <message>
        <source>It is not written</source>
        <translation>書き出せませんでした</translation>
    </message>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
</context>
<context>
    <name>ui::FiguresPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Transfers per week (from Monday)</source>
        <translation>週ごとの申請（月曜から）</translation>
    </message>
    <message>
        <source>%1 in all; %2 handed out, %3 rejected or withdrawn</source>
        <translation>全部で %1 件。払い出し %2 件、却下・取下げ %3 件</translation>
    </message>
    <message>
        <source>Files that did not come through, and why</source>
        <translation>通らなかったファイルとその理由</translation>
    </message>
    <message>
        <source>Of %1 files: %2 held back, %3 refused, %4 without an answer. A file may have more than one reason.</source>
        <translation>%1 ファイルのうち、保留 %2、拒否 %3、応答なし %4。理由は一つとは限りません。</translation>
    </message>
    <message>
        <source>longer</source>
        <translation>それより長い</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>%1 まで</translation>
    </message>
    <message>
        <source>From the end of the check to an approval</source>
        <translation>検査の終わりから承認まで</translation>
    </message>
    <message>
        <source>No approvals</source>
        <translation>承認はありません</translation>
    </message>
    <message>
        <source>Half of them within %1, the slowest %2</source>
        <translation>半数は %1 以内、最長 %2</translation>
    </message>
    <message>
        <source>What stands out (transfers)</source>
        <translation>目立つもの（申請）</translation>
    </message>
    <message>
        <source>Working hours: Monday to Friday, %1 to %2; the station knows no holidays.</source>
        <translation>勤務時間：月曜から金曜の %1〜%2。祝日は考慮していません。</translation>
    </message>
    <message>
        <source>Approved within %1</source>
        <translation>%1 以内の承認</translation>
    </message>
    <message>
        <source>Out of hours</source>
        <translation>時間外</translation>
    </message>
    <message>
        <source>Stopped by old definitions</source>
        <translation>古い定義のための停止</translation>
    </message>
    <message>
        <source>%1 %2: with %3, due %4</source>
        <translation>%1 %2：貸出先 %3、返却期限 %4</translation>
    </message>
    <message>
        <source>OVERDUE — %1</source>
        <translation>期限超過 — %1</translation>
    </message>
    <message>
        <source>Media that are not back (%1)</source>
        <translation>戻っていない媒体（%1）</translation>
    </message>
    <message>
        <source>None is out.</source>
        <translation>貸出中の媒体はありません。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>集計</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>過去7日間</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>過去30日間</translation>
    </message>
    <message>
        <source>This fiscal year</source>
        <translation>今年度</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>すべての期間</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>The record is being read</source>
        <translation>記録を読んでいます</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 時間</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 日</translation>
    </message>
</context>
<context>
    <name>ui::FileDetail</name>
    <message>
        <source>Comes out as %1</source>
        <translation>出力名：%1</translation>
    </message>
    <message>
        <source>Kept %1 of %2: %3</source>
        <translation>%3：%2 のうち %1 を保持</translation>
    </message>
    <message>
        <source>Its text alone can come through instead.</source>
        <translation>代わりに文字だけを持ち込めます。</translation>
    </message>
    <message>
        <source>An image PDF can come through instead.</source>
        <translation>代わりに画像PDFとして持ち込めます。</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>取り除いたもの</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Signature: %1</source>
        <translation>署名：%1</translation>
    </message>
    <message>
        <source>Says of itself: %1</source>
        <translation>ファイル自身の分類表示：%1</translation>
    </message>
    <message>
        <source>Its copy says in its properties: %1</source>
        <translation>写しのプロパティに記載：%1</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>リンクと連絡先</translation>
    </message>
    <message>
        <source>in truth to %1</source>
        <translation>実際の接続先：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n files inside</source>
        <translation>
            <numerusform>中に入っていたファイル %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::FileList</name>
    <message>
        <source>All %1</source>
        <translation>すべて %1</translation>
    </message>
    <message>
        <source>Comes through %1</source>
        <translation>持ち込める %1</translation>
    </message>
    <message>
        <source>Held %1</source>
        <translation>保留 %1</translation>
    </message>
    <message>
        <source>Stays outside %1</source>
        <translation>持ち込めない %1</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>ファイル</translation>
    </message>
</context>
<context>
    <name>ui::FirstPage</name>
    <message>
        <source>The two passwords are not the same</source>
        <translation>2つのパスワードが一致しません</translation>
    </message>
    <message>
        <source>Type them again.</source>
        <translation>もう一度入力してください。</translation>
    </message>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Change what you typed and try again.</source>
        <translation>入力を直して、もう一度試してください。</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Who is the first administrator?</source>
        <translation>最初の管理者を登録します</translation>
    </message>
    <message>
        <source>This station has no accounts yet. The first administrator makes all others, and brings nothing in and approves nothing.</source>
        <translation>この装置にはまだアカウントがありません。最初の管理者が、ほかの人のアカウントを作成します。管理者は持ち込みも承認もできません。</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Password, at least 8 characters</source>
        <translation>パスワード（8文字以上）</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>パスワード（確認）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>登録する</translation>
    </message>
</context>
<context>
    <name>ui::FormPage</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
</context>
<context>
    <name>ui::GrantPage</name>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Done instead</source>
        <translation>代わりに行うこと</translation>
    </message>
    <message>
        <source>For transfers of</source>
        <translation>対象となる申請</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>申請した人</translation>
    </message>
    <message>
        <source>Accepted by</source>
        <translation>許可した人</translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation>許可する</translation>
    </message>
    <message>
        <source>Withdraw it</source>
        <translation>取り消す</translation>
    </message>
</context>
<context>
    <name>ui::GrantWords</name>
    <message>
        <source>Deputy</source>
        <translation>代行</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>例外措置</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>取り消し済み</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Waits to be accepted</source>
        <translation>許可待ち</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>Accepted, begins later</source>
        <translation>許可済み（開始前）</translation>
    </message>
    <message>
        <source>the witness</source>
        <translation>立会者</translation>
    </message>
    <message>
        <source>%1 stands in for %2: %3</source>
        <translation>%1 が %2 を代行：%3</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>%1 なしで行う</translation>
    </message>
    <message>
        <source>any kind</source>
        <translation>すべての区分</translation>
    </message>
    <message>
        <source>any zone</source>
        <translation>すべての行き先</translation>
    </message>
    <message>
        <source>From when to when, and why?</source>
        <translation>期間と理由</translation>
    </message>
    <message>
        <source>Days are written like 2026-11-30 and count themselves.</source>
        <translation>日付は 2026-11-30 のように入力し、当日を含みます。</translation>
    </message>
    <message>
        <source>First day; empty: today</source>
        <translation>開始日（空欄は今日）</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Who stands in for whom?</source>
        <translation>誰が誰を代行しますか</translation>
    </message>
    <message>
        <source>The deputy is an approver. Neither of the two accepts it.</source>
        <translation>代行者は承認者に限ります。当人たちは許可できません。</translation>
    </message>
    <message>
        <source>Account of the deputy</source>
        <translation>代行者のアカウント</translation>
    </message>
    <message>
        <source>Account of the one who is absent</source>
        <translation>不在となる人のアカウント</translation>
    </message>
    <message>
        <source>In which offices?</source>
        <translation>どの役職を代行しますか</translation>
    </message>
    <message>
        <source>Without whom does it have to go?</source>
        <translation>誰がいないまま進めますか</translation>
    </message>
    <message>
        <source>Another approver takes their place; two people it takes all the same.</source>
        <translation>別の承認者が代わります。2人が必要なことは変わりません。</translation>
    </message>
    <message>
        <source>For which transfers, and what is done instead?</source>
        <translation>対象と、代わりに行うこと</translation>
    </message>
    <message>
        <source>What is done instead</source>
        <translation>代わりに行うこと</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>行き先</translation>
    </message>
    <message>
        <source>Up to which label?</source>
        <translation>対象とする情報の上限</translation>
    </message>
    <message>
        <source>Ask for this?</source>
        <translation>この内容で申請しますか</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>終了日：%1</translation>
    </message>
    <message>
        <source>It counts once somebody else, whom the policy names, accepts it.</source>
        <translation>ポリシーで定めた別の人が許可すると有効になります。</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>申請する</translation>
    </message>
    <message>
        <source>It waits to be accepted</source>
        <translation>申請しました。許可を待っています</translation>
    </message>
    <message>
        <source>Why is it withdrawn?</source>
        <translation>取り消す理由</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
    <message>
        <source>Accept this?</source>
        <translation>許可しますか</translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation>許可する</translation>
    </message>
    <message>
        <source>It is accepted</source>
        <translation>許可しました</translation>
    </message>
    <message>
        <source>Withdraw this?</source>
        <translation>取り消しますか</translation>
    </message>
    <message>
        <source>Withdraw it</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>It is withdrawn</source>
        <translation>取り消しました</translation>
    </message>
</context>
<context>
    <name>ui::GrantsPage</name>
    <message>
        <source>Deputies and exceptions</source>
        <translation>代行と例外措置</translation>
    </message>
    <message>
        <source>Nothing has been asked for yet.</source>
        <translation>申請はまだありません。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 から %2 まで</translation>
    </message>
    <message>
        <source>Ask for a deputy</source>
        <translation>代行を申請する</translation>
    </message>
    <message>
        <source>Ask for an exception</source>
        <translation>例外を申請する</translation>
    </message>
</context>
<context>
    <name>ui::HealthPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message numerus="yes">
        <source>Definitions of %1, %n days old</source>
        <translation>
            <numerusform>定義の日付 %1（%n 日前）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 does not run</source>
        <translation>%1 が動いていません</translation>
    </message>
    <message>
        <source>Nothing passes without it. Import definitions, or restart the station. %1</source>
        <translation>これがないと何も通りません。定義を取り込むか、装置を再起動してください。%1</translation>
    </message>
    <message>
        <source>%1 has test definitions only</source>
        <translation>%1 は試験用の定義だけです</translation>
    </message>
    <message>
        <source>They protect from nothing. Import those of the maker. %1</source>
        <translation>何も防げません。配布元の定義を取り込んでください。%1</translation>
    </message>
    <message>
        <source>%1 has old definitions</source>
        <translation>%1 の定義が古くなっています</translation>
    </message>
    <message>
        <source>Fetch new ones and import them. %1</source>
        <translation>新しい定義を入手して取り込んでください。%1</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 は動いています</translation>
    </message>
    <message>
        <source>%1 of %2 are free</source>
        <translation>%2 のうち %1 が空いています</translation>
    </message>
    <message>
        <source>The room on the disk is not known</source>
        <translation>ディスクの空きが分かりません</translation>
    </message>
    <message>
        <source>The disk is nearly full</source>
        <translation>ディスクの空きがわずかです</translation>
    </message>
    <message>
        <source>Have what waits collected or rejected; then make room.</source>
        <translation>待っている申請を受け取るか却下し、空きを作ってください。</translation>
    </message>
    <message>
        <source>There is room on the disk</source>
        <translation>ディスクに空きがあります</translation>
    </message>
    <message>
        <source>It is %1 by the station&apos;s clock.</source>
        <translation>装置の時計は %1 です。</translation>
    </message>
    <message>
        <source>The clock is behind the record</source>
        <translation>時計が記録より遅れています</translation>
    </message>
    <message>
        <source>The newest entry is of %1. Have the clock set.</source>
        <translation>最新の記録は %1 です。時計を合わせてください。</translation>
    </message>
    <message>
        <source>Hold it against a watch, for the record.</source>
        <translation>手元の時計と比べて記録に残してください。</translation>
    </message>
    <message>
        <source>The record takes nothing more</source>
        <translation>記録ができなくなっています</translation>
    </message>
    <message>
        <source>Nothing is carried. Make room on the disk or call the maker. %1</source>
        <translation>持ち込みはできません。ディスクの空きを作るか、保守先に連絡してください。%1</translation>
    </message>
    <message>
        <source>The record goes on</source>
        <translation>記録は正常です</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>記録 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The self-test failed</source>
        <translation>自己診断に失敗しました</translation>
    </message>
    <message>
        <source>Do not use this station. Go back to the definitions or the policy from before, and test again.</source>
        <translation>この装置を使わないでください。前の定義かポリシーに戻し、もう一度診断してください。</translation>
    </message>
    <message>
        <source>The self-test passed just now</source>
        <translation>たった今、自己診断に合格しました</translation>
    </message>
    <message>
        <source>The self-test has not passed yet</source>
        <translation>自己診断にまだ合格していません</translation>
    </message>
    <message>
        <source>Do it now.</source>
        <translation>今すぐ実行してください。</translation>
    </message>
    <message>
        <source>The self-test passed</source>
        <translation>自己診断に合格しています</translation>
    </message>
    <message>
        <source>Health and definitions</source>
        <translation>状態と定義</translation>
    </message>
    <message>
        <source>What stands here may be out of date.</source>
        <translation>表示が古い可能性があります。</translation>
    </message>
    <message>
        <source>A medium is being carried</source>
        <translation>媒体を処理中です</translation>
    </message>
    <message>
        <source>The engines are shown when it is done.</source>
        <translation>検査エンジンの状態は処理後に表示されます。</translation>
    </message>
    <message>
        <source>This station carries nothing</source>
        <translation>この装置では今、持ち込みができません</translation>
    </message>
    <message>
        <source>Nothing can pass just now</source>
        <translation>いまは何も持ち込めません</translation>
    </message>
    <message>
        <source>Test the station now</source>
        <translation>今すぐ自己診断する</translation>
    </message>
    <message>
        <source>Import definitions</source>
        <translation>定義を取り込む</translation>
    </message>
    <message>
        <source>Back to the definitions before</source>
        <translation>前の定義に戻す</translation>
    </message>
    <message>
        <source>Check the clock</source>
        <translation>時計を確かめる</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>ui::HistoryPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>entry %1</source>
        <translation>記録番号 %1</translation>
    </message>
    <message>
        <source>Transfer %1</source>
        <translation>申請 %1</translation>
    </message>
    <message>
        <source>Each file</source>
        <translation>各ファイル</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>少し待ってから、もう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>ui::HubPage</name>
    <message>
        <source>Look after the station</source>
        <translation>装置の管理</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Who may do what here, until when; and who is locked out.</source>
        <translation>誰が何をいつまでできるか、誰がロックされているか。</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Sticks of this house: whose they are, who has them, and which are overdue.</source>
        <translation>登録された媒体の管理者、貸出先、期限超過。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>状態と定義</translation>
    </message>
    <message>
        <source>Scanners and their definitions, the self-test, disk, clock and record.</source>
        <translation>検査エンジンと定義、自己診断、ディスク、時計、記録。</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>A signed copy of the record and all settings, proved at once.</source>
        <translation>記録とすべての設定の署名付きの写し。その場で検証します。</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>ポリシー</translation>
    </message>
    <message>
        <source>What the rules are, what somebody wants to change, and who puts it in force.</source>
        <translation>規則の内容、変更の提案、有効にすること。</translation>
    </message>
    <message>
        <source>Deputies</source>
        <translation>代行と例外</translation>
    </message>
    <message>
        <source>Who stands in for whom, and what goes another way for a while.</source>
        <translation>誰が誰を代行するか、一時的な例外。</translation>
    </message>
</context>
<context>
    <name>ui::IdlePage</name>
    <message>
        <source>Insert your USB stick</source>
        <translation>USBメモリーを差し込んでください</translation>
    </message>
    <message>
        <source>Insert the stick, and leave it until the screen says so</source>
        <translation>USBメモリーを差し込み、画面の案内があるまで抜かないでください</translation>
    </message>
    <message>
        <source>Say where it goes and what for</source>
        <translation>行き先と用途を答える</translation>
    </message>
    <message>
        <source>Somebody else looks at the result and approves it</source>
        <translation>別の人が結果を見て承認</translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>持ち込みを始める</translation>
    </message>
    <message>
        <source>Collect, approve, review</source>
        <translation>受け取り・承認・記録の確認</translation>
    </message>
    <message>
        <source>Serial number %1</source>
        <translation>製造番号 %1</translation>
    </message>
    <message>
        <source>This is not let in: %1</source>
        <translation>受け入れられない機器です：%1</translation>
    </message>
    <message>
        <source>Pull it out. Only plain storage sticks are read here. If it should be one, give it to the administrator, and plug it into no other computer.</source>
        <translation>抜いてください。ここで読めるのは通常のUSBメモリーだけです。USBメモリーのはずであれば、ほかのパソコンには差し込まず、管理者に渡してください。</translation>
    </message>
    <message>
        <source>Pull it out, and ask the administrator.</source>
        <translation>抜いて、管理者に相談してください。</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>見つかりました：%1</translation>
    </message>
    <message>
        <source>Registered as %1, of %2</source>
        <translation>登録番号 %1、所有者 %2</translation>
    </message>
    <message>
        <source>It is not in the register of media. It can be read all the same.</source>
        <translation>媒体の台帳に登録されていませんが、読み取りはできます。</translation>
    </message>
    <message>
        <source>This station carries nothing: its self-test failed</source>
        <translation>この装置は使えません：自己診断に失敗しました</translation>
    </message>
    <message>
        <source>Tell the administrator. %1</source>
        <translation>管理者に連絡してください。%1</translation>
    </message>
    <message>
        <source>Nothing can pass just now</source>
        <translation>いまは何も持ち込めません</translation>
    </message>
    <message>
        <source>This station is set up for trying it out</source>
        <translation>この装置はお試し用の設定です</translation>
    </message>
    <message>
        <source>Its virus definitions find test files only, and protect from nothing.</source>
        <translation>ウイルス定義は試験用です。実際の脅威からは守れません。</translation>
    </message>
    <message>
        <source>This station is ready</source>
        <translation>この装置は使えます</translation>
    </message>
    <message>
        <source>Virus definitions of %1</source>
        <translation>ウイルス定義：%1</translation>
    </message>
    <message>
        <source>Your USB stick is here</source>
        <translation>USBメモリーを確認しました</translation>
    </message>
    <message>
        <source>Whoever was here has been logged out</source>
        <translation>前の利用者はログアウトされました</translation>
    </message>
    <message>
        <source>Nobody touched the screen for a while, the security key was taken out, or the account was changed. Log in again to go on; what was handed over is still there.</source>
        <translation>しばらく操作がなかったか、セキュリティキーが抜かれたか、アカウントが変更されました。続けるにはもう一度ログインしてください。提出済みのものは残っています。</translation>
    </message>
</context>
<context>
    <name>ui::Keyboard</name>
    <message>
        <source>Space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>消す</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>キーボード</translation>
    </message>
</context>
<context>
    <name>ui::LedgerPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>No entry fits.</source>
        <translation>該当する記録はありません。</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Entries, the newest first</source>
        <translation>記録（新しい順）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Prove the record</source>
        <translation>記録を検証</translation>
    </message>
    <message>
        <source>History of this transfer</source>
        <translation>この申請の経過</translation>
    </message>
    <message>
        <source>All by %1</source>
        <translation>%1 の操作すべて</translation>
    </message>
    <message>
        <source>All about this medium</source>
        <translation>この媒体の記録すべて</translation>
    </message>
    <message>
        <source>Everything, the newest first</source>
        <translation>すべて（新しい順）</translation>
    </message>
    <message>
        <source>Only: %1</source>
        <translation>条件：%1</translation>
    </message>
    <message>
        <source>Look for something</source>
        <translation>条件で探す</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>新しい方へ</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>古い方へ</translation>
    </message>
</context>
<context>
    <name>ui::ListPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>ui::LoginPage</name>
    <message>
        <source>Try again. After several failures the station waits longer each time. If it goes on, ask the administrator.</source>
        <translation>もう一度入力してください。何度も間違えると待ち時間が長くなります。続くようなら管理者に相談してください。</translation>
    </message>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Code of six digits, if you have been given one</source>
        <translation>6桁のコード（登録している場合）</translation>
    </message>
    <message>
        <source>Log in with a security key</source>
        <translation>セキュリティキーでログイン</translation>
    </message>
</context>
<context>
    <name>ui::MediaPage</name>
    <message>
        <source>Media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>No medium is registered yet.</source>
        <translation>登録された媒体はまだありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n media should be back by now</source>
        <translation>
            <numerusform>返却期限を過ぎた媒体が %n 個あります</numerusform>
        </translation>
    </message>
    <message>
        <source>Register a medium</source>
        <translation>媒体を登録する</translation>
    </message>
</context>
<context>
    <name>ui::MediumPage</name>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>The highest that it may carry</source>
        <translation>記録してよい情報の上限</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>識別番号</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登録</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>It is back</source>
        <translation>返却された</translation>
    </message>
    <message>
        <source>Lend it</source>
        <translation>貸し出す</translation>
    </message>
    <message>
        <source>Take it out of use</source>
        <translation>使用を終える</translation>
    </message>
    <message>
        <source>Ask who has it. If it is lost, take it out of use and say so as the reason.</source>
        <translation>貸出先に確認してください。紛失の場合は使用を終え、理由に記入します。</translation>
    </message>
    <message>
        <source>What the record has about it, the newest first</source>
        <translation>この媒体の記録（新しい順）</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>まだありません</translation>
    </message>
</context>
<context>
    <name>ui::MediumWords</name>
    <message>
        <source>for bringing in</source>
        <translation>持込用</translation>
    </message>
    <message>
        <source>a partner&apos;s, for bringing in</source>
        <translation>取引先の媒体、持込用</translation>
    </message>
    <message>
        <source>for taking along</source>
        <translation>持出用</translation>
    </message>
    <message>
        <source>Out of use since %1</source>
        <translation>使用終了：%1</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Lent to %1, until %2</source>
        <translation>%1 に貸出中、返却期限 %2</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>期限超過</translation>
    </message>
    <message>
        <source>The port for taking along</source>
        <translation>持出用の差込口</translation>
    </message>
    <message>
        <source>The port for bringing in</source>
        <translation>持込用の差込口</translation>
    </message>
    <message>
        <source>Confidentiality</source>
        <translation>機密性</translation>
    </message>
    <message>
        <source>1  Open</source>
        <translation>1&#x3000;公開</translation>
    </message>
    <message>
        <source>2  Internal</source>
        <translation>2&#x3000;内部</translation>
    </message>
    <message>
        <source>3  Restricted</source>
        <translation>3&#x3000;限定</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>完全性</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>可用性</translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation>何に使う媒体ですか</translation>
    </message>
    <message>
        <source>For bringing in, of this house</source>
        <translation>持込用（自組織の媒体）</translation>
    </message>
    <message>
        <source>For bringing in, of a partner</source>
        <translation>持込用（取引先の媒体）</translation>
    </message>
    <message>
        <source>For taking along: everything on it is erased</source>
        <translation>持出用（中身はすべて消去されます）</translation>
    </message>
    <message>
        <source>Where is it plugged in?</source>
        <translation>どこに差し込みましたか</translation>
    </message>
    <message>
        <source>Plug it in now. Only one that the station can tell from others by its number can be registered.</source>
        <translation>今、差し込んでください。番号で識別できる媒体だけを登録できます。</translation>
    </message>
    <message>
        <source>Whose is it?</source>
        <translation>誰の媒体ですか</translation>
    </message>
    <message>
        <source>Its name here, such as an inventory number</source>
        <translation>呼び名（備品番号など）</translation>
    </message>
    <message>
        <source>Who answers for it: a section, or a partner</source>
        <translation>管理者（所属または取引先）</translation>
    </message>
    <message>
        <source>What may be on it at most?</source>
        <translation>記録してよい情報の上限</translation>
    </message>
    <message>
        <source>Who gets it, and until when?</source>
        <translation>誰に、いつまで貸し出しますか</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>貸出先</translation>
    </message>
    <message>
        <source>The day it must be back, like 2026-11-30</source>
        <translation>返却日（2026-11-30 のように）</translation>
    </message>
    <message>
        <source>Why is it taken out of use?</source>
        <translation>使用を終える理由</translation>
    </message>
    <message>
        <source>It stays in the register for good, and cannot be taken back into use.</source>
        <translation>台帳には残り、再び使用することはできません。</translation>
    </message>
    <message>
        <source>Reason: broken, lost, destroyed and how, …</source>
        <translation>理由（故障、紛失、廃棄とその方法など）</translation>
    </message>
    <message>
        <source>Everything that is on it is erased.</source>
        <translation>中身はすべて消去されます。</translation>
    </message>
    <message>
        <source>Register this medium?</source>
        <translation>この媒体を登録しますか</translation>
    </message>
    <message>
        <source>Register it</source>
        <translation>登録する</translation>
    </message>
    <message>
        <source>The medium is registered</source>
        <translation>媒体を登録しました</translation>
    </message>
    <message>
        <source>Lend %1?</source>
        <translation>%1 を貸し出しますか</translation>
    </message>
    <message>
        <source>%1 has it until %2. It is shown as overdue from the next day on.</source>
        <translation>%1 に %2 まで貸し出します。翌日から期限超過として表示されます。</translation>
    </message>
    <message>
        <source>Lend it</source>
        <translation>貸し出す</translation>
    </message>
    <message>
        <source>The medium is lent</source>
        <translation>貸し出しました</translation>
    </message>
    <message>
        <source>Is %1 back?</source>
        <translation>%1 は返却されましたか</translation>
    </message>
    <message>
        <source>Look at the medium itself: is it this one?</source>
        <translation>現物を見て、この媒体であることを確かめてください。</translation>
    </message>
    <message>
        <source>It is back</source>
        <translation>返却された</translation>
    </message>
    <message>
        <source>The medium is back</source>
        <translation>返却を記録しました</translation>
    </message>
    <message>
        <source>Take %1 out of use?</source>
        <translation>%1 の使用を終えますか</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
    <message>
        <source>The station does not let it in any more, and this cannot be undone.</source>
        <translation>この媒体は以後受け付けません。取り消しはできません。</translation>
    </message>
    <message>
        <source>Take it out of use</source>
        <translation>使用を終える</translation>
    </message>
    <message>
        <source>The medium is out of use</source>
        <translation>使用を終えました</translation>
    </message>
</context>
<context>
    <name>ui::Narrow</name>
    <message>
        <source>from the beginning to now</source>
        <translation>最初から現在まで</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>%1 まで</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1 から</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 から %2 まで</translation>
    </message>
    <message>
        <source>zone %1</source>
        <translation>区分 %1</translation>
    </message>
    <message>
        <source>person %1</source>
        <translation>人 %1</translation>
    </message>
    <message>
        <source>medium %1</source>
        <translation>媒体 %1</translation>
    </message>
    <message>
        <source>transfer %1</source>
        <translation>申請 %1</translation>
    </message>
</context>
<context>
    <name>ui::NarrowPage</name>
    <message>
        <source>These are no two days, one after the other</source>
        <translation>日付の範囲が正しくありません</translation>
    </message>
    <message>
        <source>Please write them like 2026-11-21.</source>
        <translation>2026-11-21 のように入力してください。</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <translation>何を探しますか</translation>
    </message>
    <message>
        <source>When</source>
        <translation>いつ</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>すべての期間</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>過去7日間</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>過去30日間</translation>
    </message>
    <message>
        <source>This fiscal year</source>
        <translation>今年度</translation>
    </message>
    <message>
        <source>From day to day</source>
        <translation>日付を指定</translation>
    </message>
    <message>
        <source>From (like 2026-11-01)</source>
        <translation>開始日（例：2026-11-01）</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>操作の種類</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Which zone</source>
        <translation>区分</translation>
    </message>
    <message>
        <source>All zones</source>
        <translation>すべての区分</translation>
    </message>
    <message>
        <source>Name or account</source>
        <translation>名前またはアカウント</translation>
    </message>
    <message>
        <source>Medium (M0001)</source>
        <translation>媒体（M0001）</translation>
    </message>
    <message>
        <source>Number of a transfer</source>
        <translation>申請番号</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>The whole record</source>
        <translation>記録全体</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
</context>
<context>
    <name>ui::OwnPage</name>
    <message>
        <source>Your account</source>
        <translation>自分のアカウント</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>May do this</source>
        <translation>できること</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>二要素目の認証</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Last training</source>
        <translation>最後の研修</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>パスワードを変更</translation>
    </message>
    <message>
        <source>Add a security key</source>
        <translation>セキュリティキーを追加</translation>
    </message>
    <message>
        <source>What is the new security key called?</source>
        <translation>新しいセキュリティキーの名前</translation>
    </message>
    <message>
        <source>By this name you tell your keys apart, when one is lost, say.</source>
        <translation>紛失したときなどに、この名前で見分けます。</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>キーの名前</translation>
    </message>
    <message>
        <source>Security key of %1</source>
        <translation>セキュリティキー(%1登録)</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>新しいパスワードを決めてください</translation>
    </message>
    <message>
        <source>At least 8 characters of any kind: a few words are better than one with signs in it. Not the name of the account, and nothing that others would guess first, such as 12345678 or password1.</source>
        <translation>8文字以上。文字の種類は問いません。記号を混ぜた短いものより、いくつかの単語を並べた長いもののほうが安全です。アカウント名を含むものや、12345678・password1 のように真っ先に推測されるものは使えません。</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新しいパスワード</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>もう一度同じパスワード</translation>
    </message>
    <message>
        <source>Add this security key?</source>
        <translation>このセキュリティキーを追加しますか</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is touched twice. From then on it counts as your second factor, beside what you have already.</source>
        <translation>「%1」に2回触れます。以後、今の二要素目と並んで、このキーも使えるようになります。</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>追加する</translation>
    </message>
    <message>
        <source>The security key counts</source>
        <translation>セキュリティキーを追加しました</translation>
    </message>
    <message>
        <source>Change your password?</source>
        <translation>パスワードを変更しますか</translation>
    </message>
    <message>
        <source>The old one, which is asked for here once more, does not count any more after that.</source>
        <translation>ここで今のパスワードをもう一度入力してください。変更後は使えなくなります。</translation>
    </message>
    <message>
        <source>The two passwords are not the same: please go back.</source>
        <translation>2つのパスワードが一致しません。戻って入力し直してください。</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>変更する</translation>
    </message>
    <message>
        <source>Your new password counts</source>
        <translation>パスワードを変更しました</translation>
    </message>
</context>
<context>
    <name>ui::PoliciesPage</name>
    <message>
        <source>Policy</source>
        <translation>ポリシー</translation>
    </message>
    <message>
        <source>There is no policy.</source>
        <translation>ポリシーがありません。</translation>
    </message>
    <message>
        <source>The policy of the installation</source>
        <translation>導入時のポリシー</translation>
    </message>
    <message>
        <source>SHA-256 %1…</source>
        <translation>ハッシュ値 %1…</translation>
    </message>
    <message>
        <source>Proposed by %1, %2; SHA-256 %3…</source>
        <translation>提案 %1 さん、%2、ハッシュ値 %3…</translation>
    </message>
    <message>
        <source>Propose a policy</source>
        <translation>ポリシーを提案する</translation>
    </message>
</context>
<context>
    <name>ui::PolicyPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>The policy of the installation</source>
        <translation>導入時のポリシー</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>提案</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>有効にした人</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>ハッシュ値（SHA-256）</translation>
    </message>
    <message>
        <source>Put it in force</source>
        <translation>有効にする</translation>
    </message>
    <message>
        <source>Take the proposal back</source>
        <translation>提案を取り下げる</translation>
    </message>
    <message>
        <source>Propose it again</source>
        <translation>もう一度提案する</translation>
    </message>
    <message>
        <source>Another person puts it in force</source>
        <translation>有効にできるのは別の人です</translation>
    </message>
    <message>
        <source>An approver or another administrator compares it and signs.</source>
        <translation>承認者か別の管理者が内容を比較して署名します。</translation>
    </message>
    <message>
        <source>This is the policy in force.</source>
        <translation>現在有効なポリシーです。</translation>
    </message>
    <message>
        <source>What it changes against the policy in force: %1 lines come (＋), %2 go (－)</source>
        <translation>現在のポリシーとの違い：追加 %1 行（＋）、削除 %2 行（－）</translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n 行省略</numerusform>
        </translation>
    </message>
    <message>
        <source>There is more than can be shown here: compare it on the command line.</source>
        <translation>ここに表示しきれません。コマンドラインで比較してください。</translation>
    </message>
</context>
<context>
    <name>ui::PolicyWords</name>
    <message>
        <source>In force</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>Proposed: waits for another person</source>
        <translation>提案中（別の人を待っています）</translation>
    </message>
    <message>
        <source>Was in force</source>
        <translation>以前有効だった版</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>取り下げ済み</translation>
    </message>
    <message>
        <source>Why is the policy changed?</source>
        <translation>なぜ変更しますか</translation>
    </message>
    <message>
        <source>Whoever puts it in force will read this, and so will the auditor.</source>
        <translation>有効にする人と監査者が読みます。</translation>
    </message>
    <message>
        <source>Reason of the change</source>
        <translation>変更の理由</translation>
    </message>
    <message>
        <source>Where is the policy?</source>
        <translation>ポリシーはどこにありますか</translation>
    </message>
    <message>
        <source>A registered stick with one .toml file that lies in no folder. It is checked before it is kept.</source>
        <translation>登録済みの媒体の最上位に .toml ファイルを1つだけ置きます。取り込む前に検査します。</translation>
    </message>
    <message>
        <source>Propose this policy?</source>
        <translation>このポリシーを提案しますか</translation>
    </message>
    <message>
        <source>From: %1
Reason: %2
It counts for nothing until another person has compared it and put it in force.</source>
        <translation>取り込み元：%1
理由：%2
別の人が比較して有効にするまで、効力はありません。</translation>
    </message>
    <message>
        <source>Propose it</source>
        <translation>提案する</translation>
    </message>
    <message>
        <source>The policy is proposed</source>
        <translation>提案しました</translation>
    </message>
    <message>
        <source>Take this proposal back?</source>
        <translation>この提案を取り下げますか</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>取り下げる</translation>
    </message>
    <message>
        <source>The proposal is taken back</source>
        <translation>提案を取り下げました</translation>
    </message>
    <message>
        <source>Put this policy in force?</source>
        <translation>このポリシーを有効にしますか</translation>
    </message>
    <message>
        <source>Reason: %1
With your signature you answer for it beside %2. It is tried by the self-test first. What is being carried ends before; what waits is decided by the new rules.</source>
        <translation>理由：%1
署名すると、%2 さんとともに責任を負います。先に自己診断で試します。処理中のものは終わらせ、待っている申請には新しい規則を適用します。</translation>
    </message>
    <message>
        <source>Put it in force</source>
        <translation>有効にする</translation>
    </message>
    <message>
        <source>The new policy is in force</source>
        <translation>新しいポリシーが有効になりました</translation>
    </message>
</context>
<context>
    <name>ui::ProgressPage</name>
    <message>
        <source>The station stopped answering</source>
        <translation>装置が応答しなくなりました</translation>
    </message>
    <message>
        <source>Nothing of this medium comes through. The record has what was done.</source>
        <translation>この媒体からは何も持ち込まれません。行ったことは記録に残っています。</translation>
    </message>
    <message>
        <source>It is being ended</source>
        <translation>中止しています</translation>
    </message>
    <message>
        <source>The check is over</source>
        <translation>検査は終わりました</translation>
    </message>
    <message>
        <source>Your stick is being read</source>
        <translation>USBメモリーを読み取っています</translation>
    </message>
    <message>
        <source>Your files are being checked</source>
        <translation>ファイルを検査しています</translation>
    </message>
    <message>
        <source>Working out how long it takes</source>
        <translation>所要時間を計算しています</translation>
    </message>
    <message numerus="yes">
        <source>About %n seconds left</source>
        <translation>
            <numerusform>あと約 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n minutes left</source>
        <translation>
            <numerusform>あと約 %n 分</numerusform>
        </translation>
    </message>
    <message>
        <source>End the check?</source>
        <translation>検査をやめますか？</translation>
    </message>
    <message>
        <source>Nothing of this stick will come through. You can begin anew at any time.</source>
        <translation>このUSBメモリーからは何も持ち込まれません。いつでもやり直せます。</translation>
    </message>
    <message>
        <source>Yes, end it</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>End the check</source>
        <translation>検査をやめる</translation>
    </message>
    <message>
        <source>No, go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>How far it came is not known. Leave the stick where it is, and look at your transfers once the station is back.</source>
        <translation>どこまで進んだか分かりません。USBメモリーはそのままにし、復旧したら自分の申請を確かめてください。</translation>
    </message>
</context>
<context>
    <name>ui::ProofFields</name>
    <message>
        <source>Your password, once more</source>
        <translation>パスワード（もう一度）</translation>
    </message>
    <message>
        <source>A new code</source>
        <translation>新しいコード</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Code, if there is one</source>
        <translation>コード（ある場合）</translation>
    </message>
    <message>
        <source>✓ Security key</source>
        <translation>✓ セキュリティキー</translation>
    </message>
    <message>
        <source>Security key</source>
        <translation>セキュリティキー</translation>
    </message>
</context>
<context>
    <name>ui::QueuePage</name>
    <message>
        <source>Waiting for approval</source>
        <translation>承認待ち</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>ui::RegisterPage</name>
    <message>
        <source>The record of %1 entries, root hash %2</source>
        <translation>台帳の記録 %1 件、ルートハッシュ %2</translation>
    </message>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>簿冊</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Write it out</source>
        <translation>書き出す</translation>
    </message>
    <message>
        <source>The record is being read</source>
        <translation>記録を読んでいます</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1. Rows: %2%3. %4</source>
        <translation>%1。%2 行%3。%4</translation>
    </message>
    <message>
        <source>, the first %1 shown</source>
        <translation>（表示は先頭の %1 行）</translation>
    </message>
</context>
<context>
    <name>ui::RegistersPage</name>
    <message>
        <source>Registers</source>
        <translation>簿冊</translation>
    </message>
    <message>
        <source>Which register?</source>
        <translation>どの簿冊ですか</translation>
    </message>
    <message>
        <source>Bring-in register</source>
        <translation>持込記録簿</translation>
    </message>
    <message>
        <source>Take-out register</source>
        <translation>持出記録簿</translation>
    </message>
    <message>
        <source>Register of media</source>
        <translation>媒体管理簿</translation>
    </message>
    <message>
        <source>Register of transfers</source>
        <translation>申請・承認記録簿</translation>
    </message>
    <message>
        <source>Report of privileged use</source>
        <translation>特権使用報告書</translation>
    </message>
    <message>
        <source>Evidence sheet for Q0 to Q4</source>
        <translation>Q0〜Q4 根拠資料</translation>
    </message>
    <message>
        <source>Of which time?</source>
        <translation>いつの分ですか</translation>
    </message>
    <message>
        <source>This fiscal year</source>
        <translation>今年度</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>過去30日間</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>過去7日間</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>すべての期間</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
</context>
<context>
    <name>ui::RecoveryPage</name>
    <message>
        <source>Write this recovery key down</source>
        <translation>この回復キーを書き留めてください</translation>
    </message>
    <message>
        <source>What this station keeps is locked</source>
        <translation>この装置の記録はロックされています</translation>
    </message>
    <message>
        <source>It is shown this once. Without it, nobody can ever read what this station keeps once its security chip or its firmware changes. Keep the paper locked away, and not near the station.</source>
        <translation>表示は今回限りです。セキュリティチップやファームウェアが変わると、このキーなしには誰も記録を読み出せません。書き留めた紙は、装置から離れた場所に施錠して保管してください。</translation>
    </message>
    <message>
        <source>The security chip (TPM) of this machine does not open it: the chip is off or missing, or the firmware&apos;s settings are not as they were. If you do not know why, type nothing and tell the administrator. Who has the recovery key can unlock it: 48 digits, on the paper from the first start.</source>
        <translation>この装置のセキュリティチップ（TPM）ではロックを解除できません。チップが無効か見つからない、またはファームウェアの設定が以前と異なります。理由がわからない場合は、何も入力せずに管理者に連絡してください。回復キー（初回起動時に紙に書き留めた48桁の数字）でロックを解除できます。</translation>
    </message>
    <message>
        <source>To be sure: the last six digits of it</source>
        <translation>確認のため、最後の6桁を入力</translation>
    </message>
    <message>
        <source>Recovery key, 48 digits</source>
        <translation>回復キー（48桁の数字）</translation>
    </message>
    <message>
        <source>It is written down</source>
        <translation>書き留めました</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>This is not the recovery key of this station</source>
        <translation>この装置の回復キーではありません</translation>
    </message>
    <message>
        <source>Compare each group of six digits with the paper and type it again.</source>
        <translation>6桁ごとに紙と照らし合わせて、もう一度入力してください。</translation>
    </message>
</context>
<context>
    <name>ui::RequestPage</name>
    <message>
        <source>What do you bring in?</source>
        <translation>何を持ち込みますか？</translation>
    </message>
    <message>
        <source>Where does it go?</source>
        <translation>どこへ持ち込みますか？</translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation>何に使いますか？</translation>
    </message>
    <message>
        <source>How is it to be handled?</source>
        <translation>情報の取り扱いを選んでください</translation>
    </message>
    <message>
        <source>Documents: text, tables, drawings, pictures</source>
        <translation>文書（文章・表・図・写真）</translation>
    </message>
    <message>
        <source>Mail, with its attachments</source>
        <translation>メール（添付ファイルを含む）</translation>
    </message>
    <message>
        <source>An update from a maker, with its signature</source>
        <translation>メーカーの更新プログラム（署名付き）</translation>
    </message>
    <message>
        <source>Purpose, as it will stand in the record</source>
        <translation>用途（記録に残ります）</translation>
    </message>
    <message>
        <source>Confidentiality: what if others read it?</source>
        <translation>機密性：ほかの人に読まれたら？</translation>
    </message>
    <message>
        <source>1  Open</source>
        <translation>1&#x3000;公開</translation>
    </message>
    <message>
        <source>2  Internal</source>
        <translation>2&#x3000;内部</translation>
    </message>
    <message>
        <source>3  Restricted</source>
        <translation>3&#x3000;限定</translation>
    </message>
    <message>
        <source>Integrity: what if it is wrong?</source>
        <translation>完全性：誤りがあったら？</translation>
    </message>
    <message>
        <source>1  No great harm</source>
        <translation>1&#x3000;影響は小さい</translation>
    </message>
    <message>
        <source>2  Harm to people or duties</source>
        <translation>2&#x3000;業務や住民に影響する</translation>
    </message>
    <message>
        <source>Availability: what if it is missing?</source>
        <translation>可用性：使えなくなったら？</translation>
    </message>
    <message>
        <source>1  Can wait</source>
        <translation>1&#x3000;待てる</translation>
    </message>
    <message>
        <source>2  Must be there</source>
        <translation>2&#x3000;止められない</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Start the check</source>
        <translation>検査を始める</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
</context>
<context>
    <name>ui::ResultPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>少し待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>What becomes of your files</source>
        <translation>ファイルの検査結果</translation>
    </message>
    <message>
        <source>None of your files comes through</source>
        <translation>持ち込めるファイルはありません</translation>
    </message>
    <message>
        <source>Touch a file to see why, and what you can do about it.</source>
        <translation>ファイルに触れると、理由と次にすることが表示されます。</translation>
    </message>
    <message numerus="yes">
        <source>All %n files come through</source>
        <translation>
            <numerusform>%n 件すべて持ち込めます</numerusform>
        </translation>
    </message>
    <message>
        <source>Somebody else looks at them and approves. You may pull out the stick.</source>
        <translation>別の人が内容を見て承認します。USBメモリーを抜いてかまいません。</translation>
    </message>
    <message>
        <source>%1 come through, %2 stay outside</source>
        <translation>持ち込めるもの %1 件、持ち込めないもの %2 件</translation>
    </message>
    <message>
        <source>Touch a file to see why, and what you can do about it. You may pull out the stick.</source>
        <translation>ファイルに触れると、理由と次にすることが表示されます。USBメモリーを抜いてかまいません。</translation>
    </message>
    <message numerus="yes">
        <source>%n files need a password. Leave the stick in, and type it here.</source>
        <translation>
            <numerusform>パスワードが必要なファイルが %n 件あります。USBメモリーを差したまま、ここに入力してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>もう一度検査する</translation>
    </message>
    <message>
        <source>Withdraw all</source>
        <translation>すべて取り下げる</translation>
    </message>
    <message>
        <source>Hand over for approval</source>
        <translation>承認を依頼する</translation>
    </message>
    <message numerus="yes">
        <source>%n files are held: too much of them would be lost. Leave the stick in, and say what should come through instead.</source>
        <translation>
            <numerusform>%n 件が保留です（失われる内容が多すぎます）。USBメモリーを挿したまま、代わりに通すものを選んでください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Their text</source>
        <translation>文字だけ</translation>
    </message>
    <message>
        <source>Pictures of their pages</source>
        <translation>ページの画像（PDF）</translation>
    </message>
</context>
<context>
    <name>ui::ReviewPage</name>
    <message>
        <source>Not all files could be shown</source>
        <translation>一部のファイルを表示できませんでした</translation>
    </message>
    <message>
        <source>Go back and open the transfer again.</source>
        <translation>戻って、もう一度開いてください。</translation>
    </message>
    <message>
        <source>%1 wants to bring this to %2. %3.
%4, submitted %5.</source>
        <translation>%1 さんが %2 への持ち込みを申請しています。%3。
%4、申請日時 %5。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>判断へ進む</translation>
    </message>
    <message>
        <source>%1 said yes, %2</source>
        <translation>%1 さんが承認、%2</translation>
    </message>
    <message>
        <source>%1 opened the way, %2</source>
        <translation>%1 さんが使用を許可、%2</translation>
    </message>
    <message>
        <source>%1 was there as a witness, %2</source>
        <translation>%1 さんが立ち会い、%2</translation>
    </message>
    <message>
        <source>%1 let it in alone, in an emergency, %2</source>
        <translation>%1 さんが緊急に一人で許可、%2</translation>
    </message>
    <message>
        <source>The glass was broken here</source>
        <translation>緊急の持ち込みです</translation>
    </message>
    <message>
        <source>Somebody let this in alone, in an emergency. A third person looks into it.</source>
        <translation>緊急時に一人の判断で持ち込まれました。第三者が内容を確認します。</translation>
    </message>
    <message>
        <source>Look into the file</source>
        <translation>ファイルの中を見る</translation>
    </message>
</context>
<context>
    <name>ui::SignOffPage</name>
    <message>
        <source>Your sign-off is in the record</source>
        <translation>確認を記録しました</translation>
    </message>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Nothing has been signed off.</source>
        <translation>確認は記録されていません。</translation>
    </message>
    <message>
        <source>Nothing has been signed off yet</source>
        <translation>まだ確認された点検はありません</translation>
    </message>
    <message>
        <source>Signed off earlier</source>
        <translation>これまでの確認</translation>
    </message>
    <message>
        <source>Privileged use</source>
        <translation>特権の使用</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>up to entry %1</source>
        <translation>記録番号 %1 まで</translation>
    </message>
    <message>
        <source>Sign off a review</source>
        <translation>点検の確認</translation>
    </message>
    <message>
        <source>What did you look at?</source>
        <translation>何を点検しましたか</translation>
    </message>
    <message>
        <source>Of which time?</source>
        <translation>いつの分ですか</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>過去7日間</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>過去30日間</translation>
    </message>
    <message>
        <source>This fiscal year</source>
        <translation>今年度</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>すべての期間</translation>
    </message>
    <message>
        <source>What did you find, and what is to be done?</source>
        <translation>所見と対応</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>確認する</translation>
    </message>
</context>
<context>
    <name>ui::SignPage</name>
    <message>
        <source>Nothing was changed.</source>
        <translation>何も変更されていません。</translation>
    </message>
    <message>
        <source>The station stopped answering</source>
        <translation>装置が応答しなくなりました</translation>
    </message>
    <message>
        <source>Whether this was done is not known. Go back and look before you try again.</source>
        <translation>実行されたかどうか不明です。戻って確かめてからやり直してください。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>It stands in the record, with your name.</source>
        <translation>あなたの名前とともに記録されました。</translation>
    </message>
</context>
<context>
    <name>ui::SlipPage</name>
    <message>
        <source>Handed over</source>
        <translation>承認を依頼しました</translation>
    </message>
    <message>
        <source>Note this number. Once somebody has approved it, log in here again and collect the files.
You may pull out the stick.</source>
        <translation>この番号を控えてください。承認されたら、ここで再びログインしてファイルを受け取れます。
USBメモリーを抜いてかまいません。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>終わる</translation>
    </message>
    <message>
        <source>Taken in %1</source>
        <translation>受付日時 %1</translation>
    </message>
    <message>
        <source>Brought by %1</source>
        <translation>持ち込んだ人 %1</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>行き先 %1</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>分類 %1</translation>
    </message>
    <message>
        <source>Purpose: %1</source>
        <translation>用途：%1</translation>
    </message>
    <message>
        <source>Entry %1 of the record, under this checkpoint:</source>
        <translation>記録番号 %1（チェックポイントは次のとおり）</translation>
    </message>
    <message>
        <source>Slip for what was brought in</source>
        <translation>持込受付票</translation>
    </message>
    <message>
        <source>Once it is approved, log in with this number at hand and collect the files. The code proves the entry: `sekisho receipt verify`.</source>
        <translation>承認されたら、この番号を手元にログインしてファイルを受け取ってください。コードで記録を検証できます：`sekisho receipt verify`</translation>
    </message>
    <message>
        <source>Receipt of the record, entry %1. Take a picture of it: it proves by itself what was taken in, and when.</source>
        <translation>記録番号 %1 の受領証です。撮影しておくと、何をいつ受け付けたかをこれだけで証明できます。</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>受付票を印刷</translation>
    </message>
    <message>
        <source>The slip is being printed</source>
        <translation>受付票を印刷しています</translation>
    </message>
    <message>
        <source>The slip is printed</source>
        <translation>受付票を印刷しました</translation>
    </message>
    <message>
        <source>The printer does not take the slip</source>
        <translation>プリンターが受付票を受け付けません</translation>
    </message>
    <message>
        <source>Nothing is lost: note the number, and tell an administrator of the printer.</source>
        <translation>何も失われていません。番号を控え、プリンターのことを管理者に伝えてください。</translation>
    </message>
    <message>
        <source>Once it is approved, log in with this number at hand and collect the files.</source>
        <translation>承認されたら、この番号を手元にログインしてファイルを受け取ってください。</translation>
    </message>
</context>
<context>
    <name>ui::Story</name>
    <message>
        <source>%1 brought in: %2. Purpose: %3. To: %4. %5.</source>
        <translation>%1 が持ち込みを申請しました（%2）。用途：%3。行き先：%4。%5。</translation>
    </message>
    <message>
        <source>The medium was read: %1 files, %2.</source>
        <translation>媒体を読み取りました：%1 ファイル、%2。</translation>
    </message>
    <message>
        <source>The check ended: %1 files may be handed out, %2.</source>
        <translation>検査が終わりました：払い出せるファイルは %1 件、%2 です。</translation>
    </message>
    <message>
        <source>Of %1 files brought in, %2 were held back, %3 refused, %4 without an answer.</source>
        <translation>持ち込まれた %1 ファイルのうち、保留 %2 件、拒否 %3 件、応答なし %4 件です。</translation>
    </message>
    <message>
        <source>%1 approved in an emergency, past the others. Reason: %2.</source>
        <translation>%1 が緊急時の承認をしました。理由：%2。</translation>
    </message>
    <message>
        <source>%1 approved what is to be handed out.</source>
        <translation>%1 が払い出す内容を承認しました。</translation>
    </message>
    <message>
        <source>%1 approved what is to be handed out, as deputy of %2.</source>
        <translation>%1 が %2 の代行として、払い出す内容を承認しました。</translation>
    </message>
    <message>
        <source>%1 registered the medium %2 (%3).</source>
        <translation>%1 が媒体 %2（%3）を登録しました。</translation>
    </message>
    <message>
        <source>%1 began to make a stick an output medium.</source>
        <translation>%1 がUSBメモリーを出力用媒体にする作業を始めました。</translation>
    </message>
    <message>
        <source>%1 took the medium %2 out of use. Reason: %3.</source>
        <translation>%1 が媒体 %2 の使用を終了しました。理由：%3。</translation>
    </message>
    <message>
        <source>%1 lent the medium %2 to %3, until %4.</source>
        <translation>%1 が媒体 %2 を %3 に貸し出しました。返却期限：%4。</translation>
    </message>
    <message>
        <source>The medium %2 came back from %3, late. %1 took it.</source>
        <translation>媒体 %2 が %3 から期限を過ぎて返却されました。受領：%1。</translation>
    </message>
    <message>
        <source>The medium %2 came back from %3. %1 took it.</source>
        <translation>媒体 %2 が %3 から返却されました。受領：%1。</translation>
    </message>
    <message>
        <source>Handed out to %1: %2 files, %3, and read back.</source>
        <translation>%1 に払い出しました：%2 ファイル、%3。書き込み後の読み戻しも済んでいます。</translation>
    </message>
    <message>
        <source>By %1.</source>
        <translation>実施：%1。</translation>
    </message>
    <message>
        <source>%1 looked at the record.</source>
        <translation>%1 が記録を閲覧しました。</translation>
    </message>
    <message>
        <source>%1 searched the record for: %2.</source>
        <translation>%1 が記録を検索しました：%2。</translation>
    </message>
    <message>
        <source>A medium was not let in: %1</source>
        <translation>媒体の持ち込みを拒否しました：%1</translation>
    </message>
    <message>
        <source>A device was refused (%1): %2</source>
        <translation>機器を拒否しました（%1）：%2</translation>
    </message>
    <message>
        <source>%1 changed the account %2 (%3).</source>
        <translation>%1 がアカウント %2 を変更しました（%3）。</translation>
    </message>
    <message>
        <source>%1 signed off the review of %2 to %3. Note: %4</source>
        <translation>%1 が %2 から %3 までの点検を確認しました。所見：%4</translation>
    </message>
    <message>
        <source>%1 unlocked the medium or lane for this transfer.</source>
        <translation>%1 がこの申請のために媒体・経路を解除しました。</translation>
    </message>
    <message>
        <source>%1 witnessed it.</source>
        <translation>%1 が立ち会いました。</translation>
    </message>
    <message>
        <source>%1 rejected or withdrew it. Reason: %2</source>
        <translation>%1 が却下または取り下げました。理由：%2</translation>
    </message>
    <message>
        <source>It could not be handed out: %1</source>
        <translation>払い出せませんでした：%1</translation>
    </message>
    <message>
        <source>%1 looked into the emergency. Note: %2</source>
        <translation>%1 が緊急時の承認を確認しました。所見：%2</translation>
    </message>
    <message>
        <source>What was kept of it for %1 days was given up to be erased.</source>
        <translation>%1 日間の保管が終わり、内容は消去の対象になりました。</translation>
    </message>
    <message>
        <source>The medium broke a rule while it was read: %1</source>
        <translation>読み取り中に媒体が規則に反しました：%1</translation>
    </message>
    <message>
        <source>%1 logged in.</source>
        <translation>%1 がログインしました。</translation>
    </message>
    <message>
        <source>Somebody failed to log in as %1: %2</source>
        <translation>%1 としてのログインに失敗しました：%2</translation>
    </message>
    <message>
        <source>%1 logged out.</source>
        <translation>%1 がログアウトしました。</translation>
    </message>
    <message>
        <source>The account %1 was not changed after all (%2): %3</source>
        <translation>アカウント %1 の変更（%2）は失敗しました：%3</translation>
    </message>
    <message>
        <source>%1 was logged out: the security key was taken out.</source>
        <translation>%1 はセキュリティキーが抜かれたためログアウトされました。</translation>
    </message>
</context>
<context>
    <name>ui::ThingPage</name>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>What stands here may be out of date.</source>
        <translation>表示が古い可能性があります。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>ui::TouchPanel</name>
    <message>
        <source>Do without it</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Plug your security key in</source>
        <translation>セキュリティキーを差し込んでください</translation>
    </message>
    <message>
        <source>Touch your security key once more</source>
        <translation>セキュリティキーにもう一度触れてください</translation>
    </message>
    <message>
        <source>With this touch the new key proves itself.</source>
        <translation>新しいキーが正しく働くことを確かめます。</translation>
    </message>
    <message>
        <source>Touch your security key</source>
        <translation>セキュリティキーに触れてください</translation>
    </message>
    <message>
        <source>It blinks while it waits for your finger.</source>
        <translation>指を待っている間、キーが点滅します。</translation>
    </message>
    <message>
        <source>The station finds it by itself.</source>
        <translation>装置が自動的に認識します。</translation>
    </message>
    <message>
        <source>Plug the new security key in</source>
        <translation>新しいキーを差し込んでください</translation>
    </message>
    <message>
        <source>The first one may stay where it is.</source>
        <translation>今までのキーはそのままで構いません。</translation>
    </message>
</context>
<context>
    <name>ui::TransferList</name>
    <message>
        <source>Nothing is waiting here.</source>
        <translation>該当する申請はありません。</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1 さん、%2、行き先 %3</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
</context>
<context>
    <name>ui::UpkeepWords</name>
    <message>
        <source>What does your watch say?</source>
        <translation>手元の時計は何時ですか</translation>
    </message>
    <message>
        <source>A watch that is right: a radio clock, or the time announcement. Day and time, as here.</source>
        <translation>電波時計や時報など正確な時計の日時を、現地時刻で入力してください。</translation>
    </message>
    <message>
        <source>Day and time, like 2026-11-30 17:05</source>
        <translation>日時（2026-11-30 17:05 のように）</translation>
    </message>
    <message>
        <source>Where does the backup go?</source>
        <translation>どこにバックアップしますか</translation>
    </message>
    <message>
        <source>A folder with nothing in it, on a disk that is kept elsewhere. Neither the key of the record nor anybody&apos;s second factor is in it.</source>
        <translation>別の場所で保管するディスク上の、空のフォルダー。記録の鍵と二要素目の認証は含みません。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Where are the definitions?</source>
        <translation>定義はどこにありますか</translation>
    </message>
    <message>
        <source>A stick with the files of the makers (.cvd and the like, .yar). They are tried before they count; those of now are kept.</source>
        <translation>配布元のファイル（.cvd、.yar など）を入れた媒体。試してから有効にし、今の定義は残します。</translation>
    </message>
    <message>
        <source>Hold the clock against your watch?</source>
        <translation>時計を比べますか</translation>
    </message>
    <message>
        <source>Your watch says %1. Sign within the same minute.</source>
        <translation>手元の時計：%1。同じ分のうちに署名してください。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比べる</translation>
    </message>
    <message>
        <source>The station&apos;s clock is right</source>
        <translation>装置の時計は合っています</translation>
    </message>
    <message>
        <source>Make a backup?</source>
        <translation>バックアップを作成しますか</translation>
    </message>
    <message>
        <source>The record, accounts, media and policies are written to %1 and proved at once. Nothing is carried meanwhile.</source>
        <translation>記録・アカウント・媒体・ポリシーを %1 に書き出し、その場で検証します。その間、持ち込みはできません。</translation>
    </message>
    <message>
        <source>Make the backup</source>
        <translation>作成する</translation>
    </message>
    <message>
        <source>The backup is there, and holds</source>
        <translation>バックアップを作成し、検証しました</translation>
    </message>
    <message>
        <source>Import the definitions?</source>
        <translation>定義を取り込みますか</translation>
    </message>
    <message>
        <source>From: %1
The engines must load them, they must not be older, and the self-test must pass with them. It takes some minutes.</source>
        <translation>取り込み元：%1
エンジンが読み込めること、古くないこと、自己診断に合格することを確かめます。数分かかります。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>The new definitions are in force</source>
        <translation>新しい定義が有効になりました</translation>
    </message>
    <message>
        <source>Go back to the definitions before?</source>
        <translation>前の定義に戻しますか</translation>
    </message>
    <message>
        <source>Do this where the new ones refuse what they should not, or the self-test fails. It is done once: these come back likewise.</source>
        <translation>新しい定義が誤って拒否する場合や自己診断に失敗する場合に行います。今の定義にも同じ操作で戻せます。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>The definitions from before are in force</source>
        <translation>前の定義が有効になりました</translation>
    </message>
</context>
<context>
    <name>ui::VerifyPage</name>
    <message>
        <source>Proof of the record</source>
        <translation>記録の検証</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Every entry is read and every proof is made anew</source>
        <translation>すべての記録を読み、証明を計算し直しています</translation>
    </message>
    <message>
        <source>The record could not be proved just now</source>
        <translation>いまは記録を検証できません</translation>
    </message>
    <message>
        <source>The record is whole and unchanged</source>
        <translation>記録はすべてそろっており、改ざんはありません</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>記録 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The record does not hold</source>
        <translation>記録に異常があります</translation>
    </message>
    <message>
        <source>Stop using this station, leave it switched on, and call the security manager.</source>
        <translation>この装置の使用をやめ、電源を入れたまま、情報セキュリティ管理者に連絡してください。</translation>
    </message>
    <message>
        <source>Root hash: %1</source>
        <translation>ルートハッシュ：%1</translation>
    </message>
</context>
<context>
    <name>ui::Window</name>
    <message>
        <source>Sekisho</source>
        <translation>関所</translation>
    </message>
    <message>
        <source>Sekisho — %1</source>
        <translation>関所 — %1</translation>
    </message>
    <message>
        <source>The disk has no place for what this station keeps</source>
        <translation>記録を保存する領域がディスクにありません</translation>
    </message>
    <message>
        <source>Nothing passes. Tell the administrator: the disk is not the station&apos;s, or it has to be exchanged.</source>
        <translation>受渡しはできません。管理者に連絡してください。ディスクがこの装置のものでないか、ディスクの交換が必要です。</translation>
    </message>
    <message>
        <source>This machine has no security chip (TPM) that works</source>
        <translation>この装置で使えるセキュリティチップ（TPM）がありません</translation>
    </message>
    <message>
        <source>Nothing passes, and nothing was written to the disk: without the chip the station cannot protect what it keeps. Tell the administrator: switch the chip on in the firmware&apos;s settings (TPM 2.0, PTT, fTPM), then start anew.</source>
        <translation>受渡しはできません。ディスクには何も書き込んでいません。管理者に連絡してください。ファームウェアの設定でチップ（TPM 2.0）を有効にして、起動し直します。</translation>
    </message>
    <message>
        <source>What this station keeps cannot be read</source>
        <translation>この装置の記録を読み出せません</translation>
    </message>
    <message>
        <source>The station does not answer just now</source>
        <translation>装置が応答していません</translation>
    </message>
    <message>
        <source>Wait a moment: this goes on by itself, and nothing that you typed is lost.</source>
        <translation>しばらくお待ちください。自動的に再開し、入力した内容は失われません。</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>キーボード</translation>
    </message>
    <message>
        <source>Nothing passes. Leave the station switched off and tell the administrator: the disk has to be copied and looked at before anybody tries anything else on it.</source>
        <translation>いまは何も通りません。装置の電源を切ったまま、管理者に連絡してください。ほかのことを試す前に、ディスクを複製して調べる必要があります。</translation>
    </message>
</context>
<context>
    <name>ui::Words</name>
    <message>
        <source>being checked</source>
        <translation>検査中</translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation>承認待ち</translation>
    </message>
    <message>
        <source>approved, to be collected</source>
        <translation>承認済み（受け取り待ち）</translation>
    </message>
    <message>
        <source>rejected or withdrawn</source>
        <translation>不承認または取り下げ</translation>
    </message>
    <message>
        <source>being handed out</source>
        <translation>書き出し中</translation>
    </message>
    <message>
        <source>handed out</source>
        <translation>受け渡し済み</translation>
    </message>
    <message>
        <source>came to no end</source>
        <translation>完了せず</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文書</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新プログラム</translation>
    </message>
    <message>
        <source>Confidentiality %1, integrity %2, availability %3</source>
        <translation>機密性%1・完全性%2・可用性%3</translation>
    </message>
    <message numerus="yes">
        <source>since %n minutes</source>
        <translation>
            <numerusform>%n 分前から</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>since %n hours</source>
        <translation>
            <numerusform>%n 時間前から</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>since %n days</source>
        <translation>
            <numerusform>%n 日前から</numerusform>
        </translation>
    </message>
</context>
</TS>

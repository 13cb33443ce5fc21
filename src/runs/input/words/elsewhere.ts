// Parts of headers in languages whose columns are not understood: many of them put no blanks between words.

/** That a person has gone, or goes. */
export const GONE_ELSEWHERE =
  /退職|退社|離職|离职|퇴사|퇴직|увольнен|уволен|звільнен|ayrıl|çıkış|saída|desligamento|demissão|uit ?dienst|fratræd|opphør|lähtö|odejści|zwolnieni|odchod|kilép/;

/** What is to be done with a person. */
export const ACTION_ELSEWHERE =
  /削除|删除|刪除|停用|無効化|対象|삭제|비활성|대상|удал(?:ить|ени|[её]н[аоы]?(?: |$))|отключ|silin/;

"""Forenames that hardly ever are both a man's and a woman's."""

from __future__ import annotations

from typing import Final

_MEN = """
aaron abe abel abner abraham abram adam adolphus adrian ahab alan albert alec alexander alf alfred algernon
allan allen alonzo alvin ambrose amos andrew angus anthony antonio archibald archie arnold arthur aubrey
augustus barnabas barnaby barney barry bartholomew basil ben benedict benjamin bernard bert bertie bertram
bill billy bob bobby boris brad bradley brandon brendan brent brian bruce bryan byron caleb calvin carl
carlos cecil cedric charles charley christian christopher clarence claude clement clifford clive clyde colin
conrad cornelius craig cuthbert cyril cyrus damien dan daniel dave david declan denis dennis derek desmond
dick diego dirk dmitri dominic don donald douglas doug duncan dustin dwight earl ebenezer ed eddie edgar
edmund eduardo edward edwin eli elias elijah elmer emmett enoch ephraim eric erik ernest ethan eugene
ezekiel ezra felix ferdinand fergus finn fitzwilliam floyd francis frank franklin fred freddie frederick
fritz gareth garth gary gavin geoff geoffrey george gerald gerard gideon gilbert giles godfrey gordon graham
greg gregory gregor guido gus gustav guy hamish hank hans harold harry harvey hector henri henry herbert
herman hezekiah hiram horace horatio howard hubert hugh hugo humphrey hyacinth ian ichabod ignatius igor
isaac isaiah ivan ivor jack jacob jake james jared jason jasper javier jed jeff jeffrey jeremiah jeremy
jerome jethro jim jimmy joachim joe joel john johnny jonah jonas jonathan jose joseph josh joshua josiah
juan jude julian julius justin karl keith ken kenneth kevin konrad kurt kyle lancelot larry lars laurence
lawrence lemuel len leo leon leonard leopold leroy lionel lloyd louis lucas lucius ludwig luke luther magnus
malcolm marcel marco marcus mario mark marmaduke martin marvin matt matthew maurice max maximilian melvin
michael mick miguel mike miles milo mitchell mordecai morris mortimer moses murray nathan nathaniel neal ned
neil nelson neville newton nicholas nick nicolas nigel noah noel norman obadiah olaf oliver omar orlando
oscar osbert osborne oswald otis otto owen pablo patrick paul pedro percival percy perry pete peter phil
philip phillip phineas pierre quentin ralph randolph raoul raphael raymond reginald reuben rex rhys richard
rick robert roderick rodney roger roland rolf ronald ronnie rory ross rowland rufus rupert russell samson
samuel saul scott sean sebastian septimus sergei seth shane sherlock sidney silas simeon simon solomon
spencer stan stanley stefan stephen steve steven stewart stuart sven sylvester ted terence thaddeus theobald
theodore thomas tim timothy titus tobias tom tommy tristan ulysses vernon victor vincent vladimir wallace
walter warren wayne wilbur wilfred wilfrid will willard william winston wolfgang xavier yusuf zachariah
zachary zebedee
"""
_WOMEN = """
abigail ada adelaide adele adeline agatha agnes aileen alexandra alice alicia alison amanda amelia amy
anastasia andromeda angela angelina anita ann anna annabel anne annette annie antonia arabella astrid audrey
augusta aurora barbara beatrice becky belinda bella bernadette bertha bess bessie beth bethany betsy betty
beulah bianca blanche brenda bridget brigid caitlin camilla carla carmen carol caroline carrie cassandra
catherine cecilia cecily celeste celia charity charlotte chloe christina christine clara clarissa claudia
clementine constance consuelo cora cordelia corinne cornelia cynthia daisy daphne deborah deirdre delia
delilah della denise diana dinah dolly dolores dora dorcas doreen dorothea dorothy edith edna eileen elaine
eleanor elena elfrida elinor eliza elizabeth ella ellen elsa elsie emilia emily emma enid erica ernestine
esmeralda estella esther ethel etta eugenia eulalia eunice euphemia eva evangeline evelina fanny felicia
felicity fiona flavia flora florence frances francesca freda frieda gabrielle genevieve georgia georgiana
georgina geraldine gertrude gillian gina ginny gladys glenda gloria greta gretchen griselda guinevere gwen
gwendolen gwendolyn hannah harriet harriett hattie hazel heather heidi helen helena helga henrietta hermia
hermione hester hetty hilda honoria hortense ida imogen ines ingrid irene iris irma isabel isabella isadora
ivy jacqueline jane janet janice jean jeanette jemima jennifer jenny jessica jill joan joanna johanna
josephine joyce juanita judith judy julia juliana julie juliet justine kate kathleen katharine katherine
kathryn katrina katy keziah kirsten kitty lavinia laura lena leonora letitia lettice libby lilian lillian
lily linda lisa lizzie lois lola lottie louisa louise lucia lucinda lucretia lucy lulu lydia mabel madeleine
madeline magdalena maggie mamie marcia margaret margery margot marguerite maria marian marianne marie
marigold marilla marina marjorie martha mary mathilda matilda maud maude maureen mavis maxine meg melanie
melinda melissa mercy meredith michelle mildred millicent millie mina minerva minnie miranda miriam moira
molly monica muriel myra myrtle nadia nan nancy naomi natalia natalie natasha nell nellie nettie nina nora
noreen norma octavia odette olga olive olivia ophelia pamela pansy patience patricia patsy paula paulina
pauline peggy penelope petunia phoebe phyllis polly portia priscilla prudence prunella rachel rebecca regina
rhoda rita roberta rosa rosalie rosalind rosamond rosamund rose rosemary rosie ruth sabrina sadie sally
samantha sandra sara sarah selina serena sharon sheila shirley sibyl silvia sonia sophia sophie stella
stephanie sue susan susannah susanna suzanne sybil sylvia tabitha tamara tatiana tess tessa thelma theodora
theresa thora tilda tilly trudy una ursula valerie vanessa vera verity veronica victoria viola violet
violetta virginia vivien wanda wendy wilhelmina winifred yvette yvonne zelda zoe
"""

MALE_FORENAMES: Final = frozenset(_MEN.split())
FEMALE_FORENAMES: Final = frozenset(_WOMEN.split())

"""Word lists, English and Korean side by side, out of which names and titles are invented."""

from __future__ import annotations

Pairs = tuple[tuple[str, str], ...]


def pairs(text: str) -> Pairs:
    """Of "sea=바다, salt=소금": each English word with its Korean one, in which ";" stands for a comma."""
    made = [entry.strip().split("=") for entry in text.split(",") if entry.strip()]
    return tuple((english, korean.replace(";", ",")) for english, korean in made)


GIVEN: dict[str, Pairs] = {
    "KR": pairs(
        "Seo-yun=서윤, Ji-ho=지호, Min-jae=민재, Ha-eun=하은, Do-hyun=도현, Ye-rin=예린, Joon-seo=준서, Soo-ah=수아,"
        "Tae-oh=태오, Na-young=나영, Kyung-min=경민, Eun-chae=은채, Woo-jin=우진, Da-som=다솜, Hyun-bin=현빈, Mi-rae=미래,"
        "Sang-hee=상희, In-ho=인호, Bo-ra=보라, Jae-won=재원"
    ),
    "JP": pairs("Haruka=하루카, Kenta=겐타, Yui=유이, Sota=소타, Mio=미오, Ryo=료, Akane=아카네, Daichi=다이치"),
    "TW": pairs(
        "Yi-chen=이천, Wei-ting=웨이팅, Chia-hao=자하오, Pei-yu=페이위, Ming-han=밍한, Shu-fen=수펀, Jia-ling=자링, Po-yen=보옌, Hsin-yi=신이, Kai-wen=카이원"
    ),
    "FR": pairs(
        "Camille=카미유, Julien=쥘리앵, Lucie=뤼시, Antoine=앙투안, Margot=마르고, Bastien=바스티앵, Odile=오딜, Florent=플로랑, Solene=솔렌"
    ),
    "DE": pairs(
        "Lena=레나, Jonas=요나스, Katrin=카트린, Matthias=마티아스, Greta=그레타, Florian=플로리안, Silke=질케, Henrik=헨리크"
    ),
    "BR": pairs(
        "Ana=아나, Thiago=치아구, Luiza=루이자, Rafael=하파에우, Beatriz=베아트리스, Caio=카이우, Jandira=잔지라, Otavio=오타비우"
    ),
    "IN": pairs(
        "Meera=미라, Arjun=아르준, Kavya=카비야, Rohan=로한, Nandini=난디니, Vikram=비크람, Ishaan=이샨, Lakshmi=락슈미"
    ),
    "US": pairs(
        "Claire=클레어, Marcus=마커스, Naomi=나오미, Wesley=웨슬리, Ruth=루스, Calvin=캘빈, Josephine=조지핀, Desmond=데즈먼드, Edith=이디스"
    ),
    "GB": pairs(
        "Imogen=이머전, Alistair=앨리스터, Harriet=해리엇, Owen=오언, Philippa=필리파, Callum=캘럼, Beatrix=베아트릭스, Rupert=루퍼트"
    ),
    "PH": pairs(
        "Liway=리와이, Andres=안드레스, Amihan=아미한, Rico=리코, Tala=탈라, Benigno=베니그노, Marikit=마리킷, Isagani=이사가니"
    ),
    "TH": pairs("Ploy=플로이, Chai=차이, Nuan=누안, Anan=아난, Malee=말리, Kiet=키엣, Suda=수다, Wira=위라"),
    "MX": pairs(
        "Ximena=히메나, Joaquin=호아킨, Paloma=팔로마, Emilio=에밀리오, Renata=레나타, Ignacio=이그나시오, Marisol=마리솔, Leandro=레안드로"
    ),
    "PL": pairs(
        "Zofia=조피아, Marek=마레크, Agnieszka=아그니에슈카, Tomasz=토마시, Ewa=에바, Pawel=파베우, Hanna=한나, Krzysztof=크시슈토프, Dorota=도로타"
    ),
    "NG": pairs(
        "Adaeze=아다에제, Tunde=툰데, Ngozi=응고지, Emeka=에메카, Folake=폴라케, Chidi=치디, Yewande=예완데, Uche=우체"
    ),
    "IR": pairs(
        "Leila=레일라, Dariush=다리우시, Shirin=시린, Kaveh=카베, Parisa=파리사, Babak=바바크, Golnaz=골나즈, Siavash=시아바시"
    ),
    "IT": pairs(
        "Chiara=키아라, Matteo=마테오, Giulia=줄리아, Davide=다비데, Elena=엘레나, Lorenzo=로렌초, Ornella=오르넬라, Tiziano=티치아노"
    ),
}

FAMILY: dict[str, Pairs] = {
    "KR": pairs(
        "Kim=김, Lee=이, Park=박, Choi=최, Jung=정, Kang=강, Cho=조, Yoon=윤, Jang=장, Lim=임, Han=한, Oh=오, Seo=서, Shin=신,"
        "Kwon=권, Hwang=황, Ahn=안, Song=송, Ryu=류, Hong=홍"
    ),
    "JP": pairs(
        "Morinaga=모리나가, Ishikawa=이시카와, Takemura=다케무라, Onodera=오노데라, Hirano=히라노, Kuroda=구로다"
    ),
    "TW": pairs("Lin=린, Chang=장, Hsieh=셰, Tsai=차이, Kuo=궈, Liao=랴오"),
    "FR": pairs("Vasseur=바쇠르, Delorme=들로름, Chabrier=샤브리에, Rouvray=루브레, Tessier=테시에, Marchal=마르샬"),
    "DE": pairs("Brandauer=브란다우어, Hollmann=홀만, Reinsberg=라인스베르크, Vogt=포크트, Dietz=디츠, Ahlers=알러스"),
    "BR": pairs("Moraes=모라이스, Vilela=빌렐라, Brandao=브란당, Teles=텔리스, Barbosa=바르보자, Queiroz=케이로스"),
    "IN": pairs(
        "Raghavan=라가반, Deshpande=데슈판데, Bhattacharya=바타차리아, Menon=메논, Chaudhary=초다리, Iyer=아이어"
    ),
    "US": pairs(
        "Holloway=홀러웨이, Prescott=프레스콧, Ramirez=라미레스, Whitfield=위트필드, Okafor=오카포, Lindgren=린드그렌"
    ),
    "GB": pairs(
        "Ashworth=애시워스, Pemberton=펨버턴, Marlowe=말로, Gallagher=갤러거, Thackeray=새커리, Fairfax=페어팩스"
    ),
    "PH": pairs(
        "Dimaculangan=디마쿨랑안, Salonga=살롱가, Mabini=마비니, Villareal=빌라레알, Agbayani=아그바야니, Ocampo=오캄포"
    ),
    "TH": pairs("Srisuk=시숙, Wongsakul=웡사쿤, Rattana=라따나, Chaiyo=차이요, Boonmee=분미, Thongdee=통디"),
    "MX": pairs(
        "Arriaga=아리아가, Villasenor=비야세뇨르, Montoya=몬토야, Carranza=카란사, Quiroga=키로가, Escobedo=에스코베도"
    ),
    "PL": pairs(
        "Wrobel=브루벨, Zielinska=지엘린스카, Kaczmarek=카치마레크, Sikora=시코라, Domanski=도만스키, Lis=리스"
    ),
    "NG": pairs("Okonjo=오콘조, Adeyemi=아데예미, Balogun=발로군, Nwosu=은워수, Eze=에제, Bakare=바카레"),
    "IR": pairs("Farahani=파라하니, Moradi=모라디, Sohrabi=소라비, Tavakoli=타바콜리, Rostami=로스타미, Jalili=잘릴리"),
    "IT": pairs(
        "Bellandi=벨란디, Serrano=세라노, Colombari=콜롬바리, Ferrante=페란테, Guidi=구이디, Morandini=모란디니"
    ),
}

LANGUAGE = {
    "KR": "ko", "JP": "ja", "TW": "zh", "FR": "fr", "DE": "de", "BR": "pt", "IN": "hi", "US": "en", "GB": "en", "PH": "tl",
    "TH": "th", "MX": "es", "PL": "pl", "NG": "en", "IR": "fa", "IT": "it",
}  # fmt: skip

NOUNS = pairs(
    "Lighthouse=등대, Ferry=나루, Orchard=과수원, Typewriter=타자기, Tide=밀물, Lantern=등불, Harbour=항구, Glacier=빙하,"
    "Piano=피아노, Alley=골목, Rooftop=옥상, Snowfield=설원, Beekeeper=양봉가, Tailor=재단사, Ferris Wheel=관람차, Envelope=봉투,"
    "Radio=라디오, Kite=연, Compass=나침반, Bakery=빵집, Elevator=엘리베이터, Atlas=지도책, Whale=고래, Persimmon=감나무,"
    "Station=정거장, Umbrella=우산, Mirror=거울, Greenhouse=온실, Comet=혜성, Reservoir=저수지, Barber=이발사, Monsoon=장마,"
    "Swallow=제비, Clockmaker=시계공, Tunnel=터널, Salt Road=소금길, Translator=번역가, Signal=신호, Aquarium=수족관, Ladder=사다리"
)

ADJECTIVES = pairs(
    "The Last=마지막, The Quiet=고요한, The Blue=푸른, A Borrowed=빌린, The Invisible=보이지 않는, My Neighbour's=이웃집,"
    "The Burning=불타는, An Ordinary=평범한, The Forgotten=잊힌, The Second=두 번째, A Paper=종이, The Midnight=한밤의,"
    "The Unfinished=끝나지 않은, Grandmother's=할머니의, The Faraway=머나먼, The Broken=부서진, The Golden=황금, A Winter=겨울"
)

MATTERS = pairs(
    "Salt=소금, Thunder=천둥, Milk=우유, Rust=녹, Ash=재, Honey=꿀, Snow=눈, Iron=쇠, Smoke=연기, Silk=비단, Rain=비, Bones=뼈,"
    "Bread=빵, Neon=네온, Dust=먼지, Pollen=꽃가루, Ink=먹, Gravity=중력, Echo=메아리, Static=잡음"
)

PLACES = pairs(
    "the Harbour=항구, Line Nine=9호선, the Ninth Floor=9층, the Riverbank=강둑, the Island=섬, the Old Town=옛 도심, the Border=국경,"
    "the North Shore=북쪽 바닷가, the Night Market=야시장, the Observatory=천문대, the Salt Flats=염전, the Mountain Village=산마을,"
    "the Dormitory=기숙사, Gate Eleven=11번 출구, the Greenhouse=온실, the Dam=댐"
)

FRAMES = pairs(
    "Letters from {}={}에서 온 편지, One Summer in {}={}의 여름, Nobody Leaves {}=아무도 떠나지 않는 {}, Back to {}=다시; {},"
    "Two Nights in {}={}에서의 이틀 밤, The Children of {}={}의 아이들, Under {}={} 아래, The Road to {}={} 가는 길,"
    "Once Upon a Time near {}=옛날 옛적 {} 근처에서, A Map of {}={}의 지도"
)

SUBJECTS = pairs(
    "Restoration=복원, Colour Grading=색보정, Independent Distribution=독립 배급, Documentary Ethics=다큐멘터리 윤리,"
    "Sound Design=사운드 디자인, Co-production=공동 제작, Archives=아카이브, Film Criticism=영화 비평, Subtitling=자막 번역,"
    "Screenwriting=시나리오, Virtual Production=버추얼 프로덕션, Casting=캐스팅, Children's Cinema=어린이 영화, Film Music=영화음악,"
    "First Features=첫 장편, Animation=애니메이션, Women in Cinema=여성 영화인, Regional Cinemas=지역 극장, Festival Strategy=영화제 전략,"
    "Climate on Screen=스크린 속 기후, Machine Learning on Set=촬영장의 기계학습, Labour on Set=촬영 현장의 노동"
)

TALKS = pairs(
    "{} Today=오늘의 {}, A Workshop on {}={} 워크숍, The Future of {}={}의 미래, {} in Practice=현장의 {}, Ten Questions about {}={}에 관한 열 가지 질문"
)

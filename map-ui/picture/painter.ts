export { composePicture } from './compose-picture.ts';
export { pictureTexts } from './picture-texts.ts';
